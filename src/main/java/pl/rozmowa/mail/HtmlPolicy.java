package pl.rozmowa.mail;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.owasp.html.CssSchema;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** What may stand in a shown body: everything that lays out a letter, nothing that acts, frames, loads or positions. */
final class HtmlPolicy {

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,4}(?:px|%|pt)?");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,3}");
    private static final Pattern COLOUR = Pattern.compile("#?[0-9a-zA-Z]{1,20}");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z]{1,12}");
    private static final Pattern FACE = Pattern.compile("[\\p{L}0-9 ,'\"-]{1,200}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-zA-Z0-9-]{1,35}");
    private static final Pattern SIZE = Pattern.compile("[+-]?[0-9]{1,2}");

    private static final CssSchema STYLES =
            CssSchema.withProperties(
                    List.of(
                            "background",
                            "background-color",
                            "border",
                            "border-bottom",
                            "border-bottom-color",
                            "border-bottom-left-radius",
                            "border-bottom-right-radius",
                            "border-bottom-style",
                            "border-bottom-width",
                            "border-collapse",
                            "border-color",
                            "border-left",
                            "border-left-color",
                            "border-left-style",
                            "border-left-width",
                            "border-radius",
                            "border-right",
                            "border-right-color",
                            "border-right-style",
                            "border-right-width",
                            "border-spacing",
                            "border-style",
                            "border-top",
                            "border-top-color",
                            "border-top-left-radius",
                            "border-top-right-radius",
                            "border-top-style",
                            "border-top-width",
                            "border-width",
                            "caption-side",
                            "clear",
                            "color",
                            "direction",
                            "display",
                            "empty-cells",
                            "float",
                            "font",
                            "font-family",
                            "font-size",
                            "font-style",
                            "font-variant",
                            "font-weight",
                            "height",
                            "letter-spacing",
                            "line-height",
                            "list-style-position",
                            "list-style-type",
                            "margin",
                            "margin-bottom",
                            "margin-left",
                            "margin-right",
                            "margin-top",
                            "max-height",
                            "max-width",
                            "min-height",
                            "min-width",
                            "overflow",
                            "overflow-wrap",
                            "padding",
                            "padding-bottom",
                            "padding-left",
                            "padding-right",
                            "padding-top",
                            "table-layout",
                            "text-align",
                            "text-decoration",
                            "text-indent",
                            "text-overflow",
                            "text-transform",
                            "vertical-align",
                            "visibility",
                            "white-space",
                            "width",
                            "word-break",
                            "word-spacing",
                            "word-wrap"));

    static final PolicyFactory FACTORY =
            new HtmlPolicyBuilder()
                    .allowElements(
                            "a",
                            "abbr",
                            "acronym",
                            "address",
                            "article",
                            "aside",
                            "b",
                            "bdi",
                            "bdo",
                            "big",
                            "blockquote",
                            "br",
                            "caption",
                            "center",
                            "cite",
                            "code",
                            "col",
                            "colgroup",
                            "dd",
                            "del",
                            "details",
                            "dfn",
                            "div",
                            "dl",
                            "dt",
                            "em",
                            "figcaption",
                            "figure",
                            "font",
                            "footer",
                            "h1",
                            "h2",
                            "h3",
                            "h4",
                            "h5",
                            "h6",
                            "header",
                            "hr",
                            "i",
                            "img",
                            "ins",
                            "kbd",
                            "li",
                            "main",
                            "mark",
                            "ol",
                            "p",
                            "pre",
                            "q",
                            "s",
                            "samp",
                            "section",
                            "small",
                            "span",
                            "strike",
                            "strong",
                            "sub",
                            "summary",
                            "sup",
                            "table",
                            "tbody",
                            "td",
                            "tfoot",
                            "th",
                            "thead",
                            "time",
                            "tr",
                            "tt",
                            "u",
                            "ul",
                            "var",
                            "wbr")
                    .allowUrlProtocols("http", "https", "mailto", "tel", "cid", "data")
                    .allowAttributes("href")
                    .onElements("a")
                    .allowAttributes("src")
                    .onElements("img")
                    .allowAttributes("alt")
                    .onElements("img")
                    .allowAttributes("title")
                    .globally()
                    .allowAttributes("class")
                    .matching((element, name, value) -> value.equals("quoted") ? value : null)
                    .onElements("details")
                    .allowAttributes("dir")
                    .matching(Pattern.compile("(?i)ltr|rtl|auto"))
                    .globally()
                    .allowAttributes("lang")
                    .matching(LANGUAGE)
                    .globally()
                    .allowAttributes("align", "valign")
                    .matching(WORD)
                    .globally()
                    .allowAttributes("width", "height")
                    .matching(LENGTH)
                    .onElements("img", "table", "td", "th", "tr", "col", "colgroup", "hr")
                    .allowAttributes("bgcolor")
                    .matching(COLOUR)
                    .onElements("table", "tbody", "thead", "tfoot", "tr", "td", "th")
                    .allowAttributes("border", "cellpadding", "cellspacing")
                    .matching(LENGTH)
                    .onElements("table", "img")
                    .allowAttributes("colspan", "rowspan", "span")
                    .matching(COUNT)
                    .onElements("td", "th", "col", "colgroup")
                    .allowAttributes("nowrap")
                    .matching((element, name, value) -> "nowrap")
                    .onElements("td", "th")
                    .allowAttributes("color")
                    .matching(COLOUR)
                    .onElements("font", "hr")
                    .allowAttributes("face")
                    .matching(FACE)
                    .onElements("font")
                    .allowAttributes("size")
                    .matching(SIZE)
                    .onElements("font", "hr")
                    .allowAttributes("start")
                    .matching(COUNT)
                    .onElements("ol")
                    .allowAttributes("type")
                    .matching((element, name, value) -> listType(value))
                    .onElements("ol", "ul", "li")
                    .allowStyling(STYLES)
                    .allowWithoutAttributes("a", "font", "span", "img")
                    .disallowTextIn(
                            "script",
                            "style",
                            "noscript",
                            "template",
                            "iframe",
                            "object",
                            "embed",
                            "svg",
                            "math",
                            "title",
                            "textarea",
                            "select",
                            "option",
                            "xmp",
                            "plaintext",
                            "noembed",
                            "noframes",
                            "head")
                    .toFactory();

    private HtmlPolicy() {}

    private static @org.jspecify.annotations.Nullable String listType(String value) {
        return value.length() == 1
                        || List.of("disc", "circle", "square")
                                .contains(value.toLowerCase(Locale.ROOT))
                ? value
                : null;
    }
}

package pl.rozmowa.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamRenderer;

/**
 * HTML that may be shown in the sandboxed frame.
 *
 * @param html the body's inner HTML; nothing may be changed in it afterwards
 * @param blockedImages remote images that {@link ImagePolicy} refused; each stands as {@code <img data-remote-src>}
 * @param folded quoted history was put into {@code <details class="quoted">}
 */
public record SafeHtml(String html, int blockedImages, boolean folded) {

    private static final int LONGEST = 3_000_000;
    private static final String FOLD = "•••";

    /**
     * Cleans a sender's HTML. The tree is prepared first (style sheets written to the elements, the history folded); the
     * sanitizer comes last and decides alone.
     */
    public static SafeHtml clean(String html, ImagePolicy images) {
        Document document = Jsoup.parse(CleanText.cut(html, LONGEST));
        document.outputSettings().prettyPrint(false);
        StyleSheets.writeToElements(document);
        Element body = document.body();
        QuotedHtml quoted = QuotedHtml.find(body);
        boolean folded = quoted != null && fold(quoted);
        return sanitized(page(body), images, folded);
    }

    /** Plain text as HTML: lines kept, web addresses made links, the history from {@code ownLength} on folded. */
    public static SafeHtml ofText(String text, int ownLength) {
        String own = TextAsHtml.of(text.substring(0, ownLength).stripTrailing());
        boolean quoted = ownLength < text.length();
        String history =
                quoted
                        ? "<details class=\"quoted\"><summary>"
                                + FOLD
                                + "</summary>"
                                + TextAsHtml.of(text.substring(ownLength))
                                + "</details>"
                        : "";
        return sanitized(own + history, ImagePolicy.NONE, quoted);
    }

    /** HTML that goes out in our own name, or is quoted there: cleaned like any other, nothing folded, no images. */
    public static String toSend(String html) {
        Document document = Jsoup.parse(CleanText.cut(html, LONGEST));
        document.outputSettings().prettyPrint(false);
        StyleSheets.writeToElements(document);
        document.select("img").remove();
        return sanitized(page(document.body()), ImagePolicy.NONE, false).html();
    }

    private static SafeHtml sanitized(String html, ImagePolicy images, boolean folded) {
        StringBuilder out = new StringBuilder(html.length());
        HtmlStreamRenderer renderer = HtmlStreamRenderer.create(out, ignoredName -> {});
        SafeTags tags = new SafeTags(renderer, images);
        HtmlSanitizer.sanitize(html, HtmlPolicy.FACTORY.apply(tags));
        return new SafeHtml(out.toString(), tags.blockedImages(), folded);
    }

    /** The body's own colours stay with its content. */
    private static String page(Element body) {
        String style = body.attr("style");
        String colour = body.attr("bgcolor");
        String text = body.attr("text");
        if (style.isEmpty() && colour.isEmpty() && text.isEmpty()) {
            return body.html();
        }
        Element page = new Element("div");
        page.attr(
                "style",
                (colour.isEmpty() ? "" : "background-color:" + colour + ";")
                        + (text.isEmpty() ? "" : "color:" + text + ";")
                        + style);
        for (Node child : new ArrayList<>(body.childNodes())) {
            page.appendChild(child);
        }
        body.appendChild(page);
        return body.html();
    }

    /** False where the history is rows of a table or a list, which cannot be wrapped: they stay as they are. */
    private static boolean fold(QuotedHtml quoted) {
        List<Node> history = new ArrayList<>();
        for (Node node = quoted.start(); node != null; node = node.nextSibling()) {
            history.add(node);
            if (node == quoted.end()) {
                break;
            }
        }
        boolean inTable =
                quoted.start().parent() instanceof Element parent
                        && switch (parent.normalName()) {
                            case "table",
                                    "tbody",
                                    "thead",
                                    "tfoot",
                                    "tr",
                                    "colgroup",
                                    "ul",
                                    "ol",
                                    "dl" ->
                                    true;
                            default -> false;
                        };
        if (inTable) {
            return false;
        }
        Element details = new Element("details").addClass("quoted");
        quoted.start().before(details);
        details.appendElement("summary").text(FOLD);
        history.forEach(details::appendChild);
        return true;
    }

    static boolean isWeb(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }
}

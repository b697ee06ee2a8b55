package pl.rozmowa.mail;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * HTML that a member wrote for the others: words, lists, quotes, links and names; no styles, no images, nothing from elsewhere. A
 * mention is {@code <span data-mention="member id">@name</span>}.
 */
public final class NoteHtml {

    private static final String MENTION = "data-mention";
    private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    private static final PolicyFactory POLICY =
            new HtmlPolicyBuilder()
                    .allowElements(
                            "p",
                            "br",
                            "b",
                            "strong",
                            "i",
                            "em",
                            "u",
                            "s",
                            "ul",
                            "ol",
                            "li",
                            "blockquote",
                            "a",
                            "span")
                    .allowUrlProtocols("http", "https", "mailto")
                    .allowAttributes("href")
                    .onElements("a")
                    .allowAttributes(MENTION)
                    .matching(java.util.regex.Pattern.compile(ID))
                    .onElements("span")
                    .disallowTextIn(
                            "script",
                            "style",
                            "template",
                            "iframe",
                            "object",
                            "svg",
                            "math",
                            "title",
                            "textarea",
                            "select",
                            "head")
                    .toFactory();

    private NoteHtml() {}

    /** Whom it mentions, in the order of the text. */
    public static Set<UUID> mentioned(String html) {
        Set<UUID> members = new LinkedHashSet<>();
        Jsoup.parse(html)
                .select("span[" + MENTION + "]")
                .forEach(span -> member(span).ifPresent(members::add));
        return members;
    }

    /**
     * @param names of those who may stand in it as mentioned: what the writer's page says there counts for nothing
     */
    public static String clean(String html, Map<UUID, String> names) {
        Document document = Jsoup.parse(html);
        document.outputSettings().prettyPrint(false);
        for (Element span : document.select("span[" + MENTION + "]")) {
            String name = member(span).map(names::get).orElse(null);
            if (name == null) {
                span.removeAttr(MENTION);
            } else {
                span.text("@" + name);
            }
        }
        return POLICY.sanitize(document.body().html());
    }

    private static Optional<UUID> member(Element span) {
        String id = span.attr(MENTION);
        return id.matches(ID) ? Optional.of(UUID.fromString(id)) : Optional.empty();
    }
}

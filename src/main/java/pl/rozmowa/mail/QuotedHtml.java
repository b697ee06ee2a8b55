package pl.rozmowa.mail;

import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Finds the quoted history in an HTML body: by the marks that mail programs leave (Gmail, Outlook, Thunderbird, Apple Mail,
 * Yahoo, Proton, Zimbra, Roundcube), else by the words that {@link QuotedText} knows.
 *
 * @param start where the history begins
 * @param end its last node, a sibling of {@code start}; null when it goes on to the end of their parent
 */
record QuotedHtml(Node start, @Nullable Node end) {

    private static final Set<String> CONTAINERS =
            Set.of(
                    "gmail_quote",
                    "yahoo_quoted",
                    "protonmail_quote",
                    "tutanota_quote",
                    "zmail_extra",
                    "gmail_extra",
                    "ms-outlook-mobile-reference-message");
    private static final Set<String> CONTAINER_IDS =
            Set.of("mail-editor-reference-message-container", "isForwardContent");
    private static final Set<String> SEPARATOR_IDS =
            Set.of(
                    "divRplyFwdMsg",
                    "appendonsend",
                    "reply-intro",
                    "OLK_SRC_BODY_SECTION",
                    "zwchr",
                    "stopSpelling");
    private static final int LONGEST_TEXT = 600;
    private static final String[] NO_CLASSES = {};

    /** Null when there is none, or when no own text stands before it. */
    static @Nullable QuotedHtml find(Element body) {
        Search search = new Search(body);
        body.filter(search);
        return search.found;
    }

    private static final class Search implements NodeFilter {
        private final Element body;
        private boolean own;
        private @Nullable QuotedHtml found;

        Search(Element body) {
            this.body = body;
        }

        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode text) {
                return text.isBlank() ? FilterResult.CONTINUE : words(text);
            }
            if (node instanceof Element element && element != body) {
                if (Hidden.is(element)) {
                    return FilterResult.SKIP_ENTIRELY;
                }
                QuotedHtml mark = marked(element);
                if (mark != null) {
                    found = own ? mark : null;
                    return FilterResult.STOP;
                }
                own |= element.nameIs("img") && !element.attr("width").equals("1");
            }
            return FilterResult.CONTINUE;
        }

        private FilterResult words(TextNode node) {
            String text = node.getWholeText().strip();
            boolean boundary =
                    QuotedText.isOriginal(text)
                            || (QuotedText.mayOpenHeaderBlock(text)
                                    && QuotedText.isHeaderBlock(textFrom(node)));
            if (boundary) {
                found = own ? toTheEnd(node, body) : null;
                return FilterResult.STOP;
            }
            own |= !text.isEmpty();
            return FilterResult.CONTINUE;
        }

        private @Nullable QuotedHtml marked(Element element) {
            String classes = element.attributesSize() == 0 ? "" : element.className();
            for (String name : classes.isEmpty() ? NO_CLASSES : classes.split(" ")) {
                if (CONTAINERS.contains(name) && element.hasText() && !isForward(element)) {
                    return withAttribution(element);
                }
                if (name.equals("moz-cite-prefix") || name.equals("OutlookMessageHeader")) {
                    Element next = element.nextElementSibling();
                    boolean cite = next != null && next.nameIs("blockquote");
                    return cite ? new QuotedHtml(element, next) : toTheEnd(element, body);
                }
            }
            String id = element.id();
            if (!id.isEmpty()) {
                String original = id.startsWith("x_") ? id.substring(2) : id;
                if (CONTAINER_IDS.contains(original)) {
                    return new QuotedHtml(element, element);
                }
                if (SEPARATOR_IDS.contains(original)) {
                    return toTheEnd(element, body);
                }
            }
            boolean cite =
                    element.nameIs("blockquote")
                            && (element.attr("type").equalsIgnoreCase("cite")
                                    || element.hasAttr("cite")
                                    || attributionBefore(element) != null);
            return cite ? withAttribution(element) : null;
        }

        private static QuotedHtml withAttribution(Element quote) {
            Node before = attributionBefore(quote);
            return new QuotedHtml(before == null ? quote : before, quote);
        }

        private static @Nullable Node attributionBefore(Element quote) {
            Node before = quote.previousSibling();
            for (int i = 0; i < 6 && before != null; i++) {
                String text =
                        before instanceof Element element
                                ? limited(element)
                                : before instanceof TextNode words ? words.text().strip() : "";
                if (!text.isEmpty()) {
                    return QuotedText.isAttribution(text) ? before : null;
                }
                before = before.previousSibling();
            }
            return null;
        }

        /** A forwarded message is what the mail is about, not its history. */
        private static boolean isForward(Element element) {
            String text = limited(element);
            return text.startsWith("---------- ") && !QuotedText.isOriginal(text);
        }

        /** The first words of an element: enough to know an attribution by. */
        private static String limited(Element element) {
            StringBuilder text = new StringBuilder();
            int[] visited = {0};
            element.filter((node, depth) -> {
                if (node instanceof TextNode words) {
                    text.append(words.getWholeText());
                }
                boolean enough = text.length() > LONGEST_TEXT || ++visited[0] > 200;
                return enough ? NodeFilter.FilterResult.STOP : NodeFilter.FilterResult.CONTINUE;
            });
            return text.toString().replace('\u00a0', ' ').strip();
        }

        /** What stands from this node on in its block and the few after it. */
        private static String textFrom(TextNode node) {
            StringBuilder text = new StringBuilder(node.getWholeText());
            Node at = node;
            for (int i = 0; i < 80 && text.length() < LONGEST_TEXT; i++) {
                Node next = next(at);
                if (next == null) {
                    break;
                }
                if (next instanceof TextNode words) {
                    text.append(words.getWholeText());
                } else {
                    text.append(' ');
                }
                at = next;
            }
            return text.toString().replace('\u00a0', ' ');
        }

        private static @Nullable Node next(Node node) {
            if (node.childNodeSize() > 0) {
                return node.childNode(0);
            }
            Node at = node;
            while (at != null && at.nextSibling() == null) {
                at = at.parent();
            }
            return at == null ? null : at.nextSibling();
        }
    }

    /** From the highest ancestor that has nothing before this node: that is where the mail program began its quote. */
    private static QuotedHtml toTheEnd(Node node, Element body) {
        Node start = node;
        while (start.parent() instanceof Element parent && parent != body && nothingBefore(start)) {
            start = parent;
        }
        Node before = start.previousSibling();
        while (before != null && isRule(before)) {
            start = before;
            before = start.previousSibling();
        }
        return new QuotedHtml(start, null);
    }

    private static boolean nothingBefore(Node node) {
        for (Node before = node.previousSibling();
                before != null;
                before = before.previousSibling()) {
            boolean blank =
                    before instanceof TextNode text
                            ? text.isBlank()
                            : !(before instanceof Element element) || isEmpty(element);
            if (!blank) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEmpty(Element element) {
        return !element.hasText() && !element.nameIs("img");
    }

    private static boolean isRule(Node node) {
        return node instanceof Element element
                ? element.nameIs("hr")
                : node instanceof TextNode text
                        && text.isBlank()
                        && text.previousSibling() instanceof Element before
                        && before.nameIs("hr");
    }
}

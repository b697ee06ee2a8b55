package pl.rozmowa.mail;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/**
 * HTML as text, for search, snippets and the text alternative of what we send.
 *
 * @param text lines, at most one empty one in a row
 * @param ownLength where in it the quoted history begins; its length when nothing is quoted
 */
public record PlainText(String text, int ownLength) {

    private static final Set<String> BLOCKS =
            Set.of(
                    "p",
                    "div",
                    "ul",
                    "ol",
                    "dl",
                    "dt",
                    "dd",
                    "table",
                    "tr",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "blockquote",
                    "pre",
                    "hr",
                    "section",
                    "article",
                    "header",
                    "footer",
                    "form",
                    "fieldset",
                    "address",
                    "center",
                    "li",
                    "caption",
                    "details");
    private static final Set<String> SPACED =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "table");

    public static String of(String html) {
        return read(html).text;
    }

    /** Reads any HTML, however broken. */
    public static PlainText read(String html) {
        Element body = Jsoup.parse(html).body();
        Writer writer = new Writer(QuotedHtml.find(body));
        body.filter(writer);
        return writer.finished();
    }

    private static final class Writer implements NodeFilter {
        private final StringBuilder out = new StringBuilder();
        private final @Nullable QuotedHtml quoted;
        private int breaks;
        private boolean space;
        private int quoteStart = -1;
        private boolean quoteEnded;
        private boolean ownAfterQuote;
        private int preformatted;

        Writer(@Nullable QuotedHtml quoted) {
            this.quoted = quoted;
        }

        PlainText finished() {
            String text = out.toString();
            if (quoted == null) {
                return new PlainText(text, QuotedText.foldPoint(text));
            }
            boolean trailing = quoteStart >= 0 && !ownAfterQuote;
            return new PlainText(
                    text, trailing ? Math.min(quoteStart, text.length()) : text.length());
        }

        @Override
        public FilterResult head(Node node, int depth) {
            if (quoted != null && node == quoted.start() && quoteStart < 0) {
                breakLine(1);
                quoteStart = out.length();
            }
            if (node instanceof TextNode text) {
                words(text.getWholeText());
                return FilterResult.CONTINUE;
            }
            if (!(node instanceof Element element)) {
                return FilterResult.CONTINUE;
            }
            if (Hidden.is(element)) {
                if (quoted != null && node == quoted.end()) {
                    quoteEnded = true;
                }
                return FilterResult.SKIP_ENTIRELY;
            }
            String name = element.normalName();
            switch (name) {
                case "br" -> breakLine(breaks + 1);
                case "td", "th" -> space = true;
                case "li" -> {
                    breakLine(1);
                    words("- ");
                }
                case "pre" -> {
                    breakLine(1);
                    preformatted++;
                }
                default -> {
                    if (BLOCKS.contains(name)) {
                        breakLine(SPACED.contains(name) ? 2 : 1);
                    }
                }
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element) {
                String name = element.normalName();
                if (name.equals("pre")) {
                    preformatted--;
                }
                if (BLOCKS.contains(name)) {
                    breakLine(SPACED.contains(name) ? 2 : 1);
                }
            }
            if (quoted != null && node == quoted.end()) {
                quoteEnded = true;
            }
            return FilterResult.CONTINUE;
        }

        private void breakLine(int wanted) {
            breaks = Math.max(breaks, Math.min(2, wanted));
            space = false;
        }

        private void words(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '\n' && preformatted > 0) {
                    breakLine(breaks + 1);
                } else if (c <= ' ' || c == '\u00a0') {
                    space = true;
                } else if (c == 0x7f || CleanText.isInvisible(c)) {
                    continue;
                } else {
                    flush();
                    out.append(c);
                }
            }
        }

        private void flush() {
            ownAfterQuote |= quoteEnded;
            if (out.isEmpty()) {
                breaks = 0;
            } else if (breaks > 0) {
                out.repeat("\n", breaks);
                breaks = 0;
            } else if (space) {
                out.append(' ');
            }
            space = false;
        }
    }
}

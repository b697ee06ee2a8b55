package pl.rozmowa.mail;

/** Plain text as HTML, before it is cleaned like any other. */
final class TextAsHtml {

    private TextAsHtml() {}

    static String of(String text) {
        StringBuilder out = new StringBuilder(text.length() + 200);
        out.append("<div style=\"white-space:pre-wrap\">");
        int at = 0;
        while (at < text.length()) {
            int start = nextAddress(text, at);
            if (start < 0) {
                break;
            }
            int end = endOfAddress(text, start);
            escape(out, text, at, start);
            out.append("<a href=\"");
            escape(out, text, start, end);
            out.append("\">");
            escape(out, text, start, end);
            out.append("</a>");
            at = end;
        }
        escape(out, text, at, text.length());
        return out.append("</div>").toString();
    }

    private static int nextAddress(String text, int from) {
        int at = text.indexOf("http", from);
        while (at >= 0 && !text.startsWith("https://", at) && !text.startsWith("http://", at)) {
            at = text.indexOf("http", at + 4);
        }
        return at;
    }

    private static int endOfAddress(String text, int start) {
        int end = start;
        while (end < text.length()
                && text.charAt(end) > ' '
                && "<>\"\u00a0".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        while (end > start && ".,;:!?)]'".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static void escape(StringBuilder out, String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
    }
}

package pl.rozmowa.conversation;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The document inside a body's frame. What {@code SafeHtml} made goes in as it is. */
final class BodyPage {

    /** THREATS.md, "Hostile HTML": the rules that hold even if the sanitizer had a hole. */
    static final String POLICY =
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src 'self' data:;"
                    + " style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private static final String STYLE =
            """
            html{color-scheme:light}
            body{margin:0;padding:2px 0;background:#fff;color:#1c1b1a;overflow-wrap:anywhere;
            font:14px/20px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
            img{max-width:100%;height:auto}table{max-width:100%}
            .plain{white-space:pre-wrap}details>summary{cursor:pointer;list-style:none;width:2em;text-align:center;
            border:1px solid #cfcac4;border-radius:6px;margin:8px 0;line-height:14px}
            blockquote{margin:8px 0 8px 4px;padding-left:10px;border-left:2px solid #cfcac4}
            """;

    private static final String DARK =
            """
            html{color-scheme:dark}
            body{background:#1b1c1d;color:#e6e3df}a{color:#7fc4bd}
            details>summary,blockquote{border-color:#4a4845}
            """;

    /** Colours that a writer set for white paper would be unreadable here. */
    private static final String DARKENED =
            """
            body *{color:inherit!important;background-color:transparent!important;border-color:#4a4845!important}
            body a,body a *{color:#7fc4bd!important}
            """;

    private static final String WHITE_SHEET =
            "body{padding:8px;border:1px solid #4a4845;border-radius:6px}";

    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']{3,2000}");

    private BodyPage() {}

    static String plain(String text, int ownTextLength, boolean dark) {
        int fold = Math.clamp(ownTextLength, 0, text.length());
        StringBuilder body = new StringBuilder("<div class=\"plain\">");
        appendText(body, text.substring(0, fold).stripTrailing());
        body.append("</div>");
        String quoted = text.substring(fold).strip();
        if (!quoted.isEmpty()) {
            body.append("<details class=\"quoted\"><summary>…</summary><div class=\"plain\">");
            appendText(body, quoted);
            body.append("</div></details>");
        }
        return document(body.toString(), dark ? STYLE + DARK : STYLE);
    }

    /**
     * @param safe what {@code SafeHtml} made
     */
    static String html(String safe, boolean dark) {
        if (!dark) {
            return document(safe, STYLE);
        }
        return document(safe, isDesigned(safe) ? STYLE + WHITE_SHEET : STYLE + DARK + DARKENED);
    }

    /** A newsletter brings its own paper; a letter does not. */
    private static boolean isDesigned(String safe) {
        String lower = safe.toLowerCase(Locale.ROOT);
        return lower.contains("bgcolor=")
                || lower.contains("background")
                || lower.indexOf("<table", lower.indexOf("<table") + 1) > 0
                        && lower.contains("<img");
    }

    private static String document(String body, String style) {
        return "<!doctype html><html><head><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\">"
                + "<base target=\"_blank\"><style>"
                + style
                + "</style></head><body>"
                + body
                + "</body></html>";
    }

    private static void appendText(StringBuilder out, String text) {
        Matcher link = LINK.matcher(text);
        int at = 0;
        while (link.find()) {
            escape(out, text.substring(at, link.start()));
            String url = withoutFullStop(link.group());
            out.append("<a rel=\"noopener noreferrer nofollow\" target=\"_blank\" href=\"");
            escape(out, url);
            out.append("\">");
            escape(out, url);
            out.append("</a>");
            at = link.start() + url.length();
        }
        escape(out, text.substring(at));
    }

    private static String withoutFullStop(String url) {
        int end = url.length();
        while (end > 0 && ".,;:!?)]".indexOf(url.charAt(end - 1)) >= 0) {
            end--;
        }
        return url.substring(0, end);
    }

    private static void escape(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }
}

package pl.rozmowa.conversation;

import java.util.Locale;
import java.util.regex.Pattern;
import pl.rozmowa.mail.SafeHtml;

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
            details>summary{cursor:pointer;list-style:none;width:2em;text-align:center;
            border:1px solid #cfcac4;border-radius:6px;margin:8px 0;line-height:14px}
            blockquote{margin:8px 0 8px 4px;padding-left:10px;border-left:2px solid #cfcac4}
            """;

    private static final String DARK =
            """
            html{color-scheme:dark}
            body{background:#201f1c;color:#edeae4}a{color:#7fc4bd}
            details>summary,blockquote{border-color:#4a4845}
            """;

    /** Colours that a writer set for white paper would be unreadable here. */
    private static final String DARKENED =
            """
            body *{color:inherit!important;background-color:transparent!important;border-color:#4a4845!important}
            body a,body a *{color:#7fc4bd!important}
            """;

    /** History laid open without a script, for a reader who folds it from outside the frame. Older browsers keep the summary. */
    private static final String UNFOLDED =
            """
            @supports selector(::details-content){details.quoted>summary{display:none}
            details.quoted::details-content{content-visibility:visible;display:block}}
            """;

    private static final String WHITE_SHEET =
            "body{padding:8px;border:1px solid #4a4845;border-radius:6px}";

    /** What Outlook writes behind every line of an ordinary letter. */
    private static final Pattern WHITE =
            Pattern.compile(
                    "background(?:-color)?: ?(?:white|#fff(?:fff)?|transparent|none|inherit|initial)");

    private BodyPage() {}

    static String plain(String text, int ownTextLength, boolean dark, boolean unfolded) {
        String safe = SafeHtml.ofText(text, Math.clamp(ownTextLength, 0, text.length())).html();
        return document(safe, (dark ? STYLE + DARK : STYLE) + folding(unfolded));
    }

    /**
     * @param safe what {@code SafeHtml} made
     */
    static String html(String safe, boolean dark, boolean unfolded) {
        if (!dark) {
            return document(safe, STYLE + folding(unfolded));
        }
        String style = isDesigned(safe) ? STYLE + WHITE_SHEET : STYLE + DARK + DARKENED;
        return document(safe, style + folding(unfolded));
    }

    private static String folding(boolean unfolded) {
        return unfolded ? UNFOLDED : "";
    }

    /** A newsletter brings its own paper; a letter does not. */
    private static boolean isDesigned(String safe) {
        String lower = WHITE.matcher(safe.toLowerCase(Locale.ROOT)).replaceAll("");
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
}

package pl.rozmowa.mail;

import java.util.Locale;
import org.jsoup.nodes.Element;

/** Elements that a reader of the mail does not see. */
final class Hidden {

    private Hidden() {}

    static boolean is(Element element) {
        switch (element.normalName()) {
            case "script",
                    "style",
                    "head",
                    "title",
                    "template",
                    "noscript",
                    "object",
                    "iframe",
                    "svg",
                    "math" -> {
                return true;
            }
            default -> {
                if (element.attributesSize() == 0) {
                    return false;
                }
                String style = element.attr("style");
                if (style.isEmpty()) {
                    return element.hasAttr("hidden");
                }
                String bare = style.toLowerCase(Locale.ROOT).replace(" ", "");
                return bare.contains("display:none")
                        || bare.contains("mso-hide:all") && bare.contains("max-height:0");
            }
        }
    }
}

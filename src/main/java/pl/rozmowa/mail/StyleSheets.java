package pl.rozmowa.mail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Element;

/**
 * Style sheets do not survive cleaning. Their simple rules ({@code p}, {@code .name}, {@code p.name}, {@code #id}) are written to the
 * elements beforehand, so that mail from Outlook and newsletters keeps its looks; what is written is cleaned like any style
 * of the sender's own.
 */
final class StyleSheets {

    private static final int MOST_RULES = 600;
    private static final int MOST_WRITES = 20_000;
    private static final int LONGEST_STYLE = 2_000;
    private static final int LONGEST_SHEET = 300_000;

    /** {@code weight}: 1 for an element, 10 for a class, 100 for an id (CSS Selectors §17, as far as it goes). */
    private record Rule(String tag, String name, String id, String style, int weight) {}

    private StyleSheets() {}

    static void writeToElements(Element document) {
        List<Rule> rules = new ArrayList<>();
        for (Element style : document.getElementsByTag("style")) {
            read(style.data(), rules);
        }
        if (rules.isEmpty()) {
            return;
        }
        rules.sort(Comparator.comparingInt(Rule::weight));
        Map<String, List<Element>> byTag = new HashMap<>();
        Map<String, List<Element>> byClass = new HashMap<>();
        Map<String, List<Element>> byId = new HashMap<>();
        for (Element element : document.getAllElements()) {
            byTag.computeIfAbsent(element.normalName(), unused -> new ArrayList<>()).add(element);
            for (String name : element.classNames()) {
                byClass.computeIfAbsent(name.toLowerCase(Locale.ROOT), unused -> new ArrayList<>())
                        .add(element);
            }
            if (!element.id().isEmpty()) {
                byId.computeIfAbsent(
                                element.id().toLowerCase(Locale.ROOT), unused -> new ArrayList<>())
                        .add(element);
            }
        }
        Map<Element, StringBuilder> styles = new HashMap<>();
        int writes = 0;
        for (Rule rule : rules) {
            List<Element> named =
                    !rule.id.isEmpty()
                            ? byId.getOrDefault(rule.id, List.of())
                            : !rule.name.isEmpty()
                                    ? byClass.getOrDefault(rule.name, List.of())
                                    : byTag.getOrDefault(rule.tag, List.of());
            for (Element element : named) {
                boolean meant = rule.tag.isEmpty() || rule.tag.equals(element.normalName());
                StringBuilder style =
                        meant
                                ? styles.computeIfAbsent(element, unused -> new StringBuilder())
                                : null;
                if (style != null && style.length() + rule.style.length() < LONGEST_STYLE) {
                    style.append(rule.style).append(';');
                    if (++writes > MOST_WRITES) {
                        break;
                    }
                }
            }
            if (writes > MOST_WRITES) {
                break;
            }
        }
        // The element's own style comes last: it wins, as in a browser.
        styles.forEach((element, style) ->
                element.attr("style", style.append(element.attr("style")).toString()));
    }

    private static void read(String data, List<Rule> rules) {
        String sheet = withoutComments(CleanText.cut(data, LONGEST_SHEET));
        int at = 0;
        while (at < sheet.length() && rules.size() < MOST_RULES) {
            int open = sheet.indexOf('{', at);
            if (open < 0) {
                return;
            }
            String selectors = sheet.substring(at, open).strip();
            if (selectors.startsWith("@")) {
                at = pastBlock(sheet, open);
                continue;
            }
            int close = sheet.indexOf('}', open);
            int end = close < 0 ? sheet.length() : close;
            String style = sheet.substring(open + 1, end).strip();
            if (!style.isEmpty() && style.length() < LONGEST_STYLE && isHarmless(style)) {
                for (String selector : selectors.split(",")) {
                    rule(selector.strip().toLowerCase(Locale.ROOT), style, rules);
                }
            }
            at = end + 1;
        }
    }

    private static void rule(String selector, String style, List<Rule> rules) {
        int mark = Math.max(selector.indexOf('.'), selector.indexOf('#'));
        String tag = mark < 0 ? selector : selector.substring(0, mark);
        String name = mark < 0 ? "" : selector.substring(mark + 1);
        if (!isName(tag) || !isName(name) || selector.isEmpty() || rules.size() >= MOST_RULES) {
            return;
        }
        boolean id = mark >= 0 && selector.charAt(mark) == '#';
        int weight = (tag.isEmpty() ? 0 : 1) + (name.isEmpty() ? 0 : id ? 100 : 10);
        rules.add(new Rule(tag, id ? "" : name, id ? name : "", style, weight));
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean fine = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_';
            if (!fine) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHarmless(String style) {
        String lower = style.toLowerCase(Locale.ROOT);
        return !lower.contains("url(")
                && !lower.contains("expression")
                && lower.indexOf('<') < 0
                && lower.indexOf('\\') < 0;
    }

    private static int pastBlock(String sheet, int open) {
        int depth = 0;
        for (int i = open; i < sheet.length(); i++) {
            char c = sheet.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i + 1;
            }
        }
        return sheet.length();
    }

    private static String withoutComments(String sheet) {
        StringBuilder out = new StringBuilder(sheet.length());
        int at = 0;
        while (at < sheet.length()) {
            int open = sheet.indexOf("/*", at);
            if (open < 0) {
                break;
            }
            out.append(sheet, at, open).append(' ');
            int close = sheet.indexOf("*/", open + 2);
            at = close < 0 ? sheet.length() : close + 2;
        }
        out.append(sheet, Math.min(at, sheet.length()), sheet.length());
        return out.toString().replace("<!--", " ").replace("-->", " ");
    }
}

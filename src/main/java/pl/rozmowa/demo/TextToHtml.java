package pl.rozmowa.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes HTML of the stories' plain writing: empty lines part paragraphs, {@code - } begins a point, {@code | a | b |} is a row of a table,
 * {@code **bold**} is bold, {@code {picture}} is where the inline picture goes.
 */
final class TextToHtml {

    private TextToHtml() {}

    static String html(String text) {
        return List.of(text.split("\n{2,}")).stream()
                .map(TextToHtml::paragraph)
                .collect(Collectors.joining("\n"));
    }

    /** The same text for the plain part: a table's rows lined up, no marks. */
    static String plain(String text) {
        List<String> out = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        for (String line : (text + "\n").split("\n", -1)) {
            if (line.startsWith("|")) {
                table.add(cells(line));
            } else {
                out.addAll(linedUp(table));
                table.clear();
                out.add(line.replace("**", "").replace("{picture}", "[cid:obraz1]"));
            }
        }
        return String.join("\n", out).strip();
    }

    private static List<String> linedUp(List<List<String>> table) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : table) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                int column = i;
                int width =
                        table.stream()
                                .filter(r -> r.size() > column)
                                .mapToInt(r -> r.get(column).length())
                                .max()
                                .orElse(0);
                String cell = row.get(i);
                line.append(cell).append(" ".repeat(width - cell.length() + 3));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static String paragraph(String text) {
        List<String> lines = text.lines().toList();
        if (lines.stream().allMatch(line -> line.startsWith("|"))) {
            return table(lines);
        }
        if (lines.stream().allMatch(line -> line.startsWith("- "))) {
            return lines.stream()
                    .map(line -> "<li>" + inline(line.substring(2)) + "</li>")
                    .collect(Collectors.joining("", "<ul>", "</ul>"));
        }
        return lines.stream()
                .map(TextToHtml::inline)
                .collect(Collectors.joining("<br>\n", "<p>", "</p>"));
    }

    private static String table(List<String> lines) {
        StringBuilder html =
                new StringBuilder("<table style=\"border-collapse:collapse\" cellpadding=\"6\">");
        for (int i = 0; i < lines.size(); i++) {
            String tag = i == 0 ? "th" : "td";
            html.append("<tr>");
            for (String cell : cells(lines.get(i))) {
                html.append("<")
                        .append(tag)
                        .append(" align=\"left\" style=\"border:1px solid #c8c8c8\">")
                        .append(inline(cell))
                        .append("</")
                        .append(tag)
                        .append(">");
            }
            html.append("</tr>");
        }
        return html.append("</table>").toString();
    }

    private static List<String> cells(String line) {
        String inner = line.strip();
        inner = inner.substring(1, inner.endsWith("|") ? inner.length() - 1 : inner.length());
        return List.of(inner.split("\\|")).stream().map(String::strip).toList();
    }

    private static String inline(String text) {
        return escaped(text)
                .replaceAll("\\*\\*(.+?)\\*\\*", "<b>$1</b>")
                .replace(
                        "{picture}", "<img src=\"cid:obraz1@debowa.test\" width=\"420\" alt=\"\">");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\n", "<br>");
    }
}

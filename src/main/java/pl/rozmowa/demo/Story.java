package pl.rozmowa.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One conversation of the world as its file tells it. The first line is the subject; each message begins with a line
 * {@code == WHEN FROM > TO, TO cc CC}, then come options such as {@code attach: pdf Oferta.pdf}, an empty line, and the text. WHEN is
 * {@code 12 10:24} (so many working days before the demo's first day, time of day in Warsaw), {@code -35m} (so long before the start) or
 * {@code now}.
 */
record Story(String name, String subject, List<Entry> entries) {

    private static final Pattern HEAD =
            Pattern.compile(
                    "== (?<when>\\d+ \\d\\d:\\d\\d|-\\d+m|now) (?<from>\\S+) > (?<to>.+?)(?: cc (?<cc>.+))?");
    private static final Pattern OPTION = Pattern.compile("([a-z]+)(?:: (.*))?");

    /** One message of a story; an option without value has the value "yes". */
    record Entry(
            String when,
            String from,
            List<String> to,
            List<String> cc,
            Map<String, List<String>> options,
            String text) {

        boolean has(String option) {
            return options.containsKey(option);
        }

        @Nullable String option(String name) {
            List<String> values = options.get(name);
            return values == null ? null : values.getFirst();
        }

        List<String> all(String name) {
            return options.getOrDefault(name, List.of());
        }
    }

    static Story parse(String name, String source) {
        List<String> lines = source.lines().toList();
        String subject = lines.getFirst().strip();
        List<Entry> entries = new ArrayList<>();
        int at = 1;
        while (at < lines.size()) {
            String line = lines.get(at);
            if (line.isBlank()) {
                at++;
                continue;
            }
            Matcher head = HEAD.matcher(line.strip());
            if (!head.matches()) {
                throw new IllegalArgumentException(
                        name + ", line " + (at + 1) + ": no message begins here");
            }
            int end = at + 1;
            while (end < lines.size() && !lines.get(end).startsWith("== ")) {
                end++;
            }
            entries.add(entry(head, lines.subList(at + 1, end), name));
            at = end;
        }
        return new Story(name, subject, List.copyOf(entries));
    }

    private static Entry entry(Matcher head, List<String> lines, String name) {
        Map<String, List<String>> options = new LinkedHashMap<>();
        int at = 0;
        while (at < lines.size() && !lines.get(at).isBlank()) {
            Matcher option = OPTION.matcher(lines.get(at).strip());
            if (!option.matches()) {
                throw new IllegalArgumentException(name + ": no option: " + lines.get(at));
            }
            String value = option.group(2) == null ? "yes" : option.group(2);
            options.computeIfAbsent(option.group(1), key -> new ArrayList<>()).add(value);
            at++;
        }
        String text = String.join("\n", lines.subList(at, lines.size())).strip();
        String cc = head.group("cc");
        return new Entry(
                head.group("when"),
                head.group("from"),
                keys(head.group("to")),
                cc == null ? List.of() : keys(cc),
                options,
                text);
    }

    private static List<String> keys(String list) {
        return List.of(list.strip().split(",\\s*"));
    }
}

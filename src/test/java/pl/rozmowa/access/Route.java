package pl.rozmowa.access;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line of a table of routes: {@code METHOD /path/{thing} {"body": "json"} | anon owner admin with wout guest+ guest other}. A thing
 * in braces is an id from {@link SeededWorld}; a cell is a status or several joined with {@code /}.
 */
record Route(String method, String path, @Nullable String body, Map<Caller, String> expected) {

    private static final Pattern LINE = Pattern.compile("(\\S+)\\s+(\\S+)\\s*(.*?)\\s*\\|\\s*(.+)");
    private static final Pattern THING = Pattern.compile("\\{(\\w+)}");

    static Stream<Route> table(String lines) {
        return lines.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(Route::of);
    }

    private static Route of(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a route: " + line);
        }
        List<String> cells = List.of(parts.group(4).split("\\s+"));
        if (cells.size() != Caller.values().length) {
            throw new IllegalArgumentException("not one cell for each caller: " + line);
        }
        Map<Caller, String> expected = new EnumMap<>(Caller.class);
        for (Caller caller : Caller.values()) {
            expected.put(caller, cells.get(caller.ordinal()));
        }
        String body = parts.group(3).isEmpty() ? null : parts.group(3);
        return new Route(parts.group(1), parts.group(2), body, expected);
    }

    /** The same for {@code GET /api/x/{id}} and {@code GET /api/x/{thing}?q=1}. */
    String shape() {
        return shape(method, path);
    }

    static String shape(String method, String path) {
        return method + " " + THING.matcher(path.split("\\?", 2)[0]).replaceAll("{}");
    }

    boolean isSafe() {
        return method.equals("GET");
    }

    String pathIn(SeededWorld world) {
        return fill(path, world);
    }

    @Nullable String bodyIn(SeededWorld world) {
        return body == null ? null : fill(body, world);
    }

    boolean allows(Caller caller, int status) {
        return List.of(expected.getOrDefault(caller, "").split("/"))
                .contains(Integer.toString(status));
    }

    private static String fill(String text, SeededWorld world) {
        return THING.matcher(text).replaceAll(thing -> world.thing(thing.group(1)));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}

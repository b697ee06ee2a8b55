package pl.rozmowa.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Collects the values of several runs and tells medians and spread as one line of JSON. */
final class Figures {

    private final String name;
    private final Map<String, List<Double>> values = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> facts = new LinkedHashMap<>();

    Figures(String name) {
        this.name = name;
    }

    void add(String figure, double value) {
        values.computeIfAbsent(figure, _ -> new ArrayList<>()).add(value);
    }

    void fact(String name, @Nullable Object value) {
        facts.put(name, value);
    }

    double median(String figure) {
        List<Double> sorted = new ArrayList<>(values.getOrDefault(figure, List.of(Double.NaN)));
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    /** @param percent such as 99: the smallest value that so many of all do not exceed */
    double percentile(String figure, int percent) {
        List<Double> sorted = new ArrayList<>(values.getOrDefault(figure, List.of(Double.NaN)));
        Collections.sort(sorted);
        int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
        return sorted.get(Math.max(0, rank - 1));
    }

    boolean has(String figure) {
        return values.containsKey(figure);
    }

    String json() throws IOException {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("name", name);
        line.putAll(facts);
        values.keySet().forEach(figure -> line.put(figure, rounded(median(figure))));
        Map<String, Object> spread = new TreeMap<>();
        values.forEach((figure, all) ->
                spread.put(
                        figure,
                        List.of(rounded(Collections.min(all)), rounded(Collections.max(all)))));
        line.put("spread", spread);
        line.put("machine", machine());
        return JsonMapper.builder().build().writeValueAsString(line);
    }

    static double rounded(double value) {
        return value >= 100 ? Math.round(value) : Math.round(value * 1000) / 1000.0;
    }

    static Map<String, Object> machine() throws IOException {
        long kilobytes = 0;
        for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
            if (line.startsWith("MemTotal:")) {
                kilobytes = Long.parseLong(line.replaceAll("\\D+", ""));
            }
        }
        return Map.of(
                "cores",
                Runtime.getRuntime().availableProcessors(),
                "memory_gib",
                Math.round(kilobytes / 1048576.0));
    }
}

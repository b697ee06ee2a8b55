package pl.rozmowa.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stands behind a benchmark's name: {@code --name value} and {@code --flag}. An unknown one is an error. */
final class Options {

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /**
     * @param flags the names that take no value
     * @param defaults the names that take one
     */
    static Options of(String[] args, Set<String> flags, Map<String, String> defaults) {
        Map<String, String> values = new LinkedHashMap<>(defaults);
        List<String> words = Arrays.asList(args);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (flags.contains(word)) {
                values.put(word, "yes");
            } else if (defaults.containsKey(word) && i + 1 < words.size()) {
                values.put(word, words.get(++i));
            } else {
                throw new IllegalArgumentException(
                        "unknown or incomplete: " + word + "; there are " + defaults + " " + flags);
            }
        }
        return new Options(values);
    }

    String text(String name) {
        return values.getOrDefault(name, "");
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    boolean flag(String name) {
        return values.containsKey(name);
    }
}

package pl.rozmowa.conversation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Which things belong together, when pairs of them are told in any order. Cycles mean nothing to it. */
final class UnionFind {

    private final Map<Object, Integer> numbers = new HashMap<>();
    private int[] parents = new int[64];

    void join(Object one, Object other) {
        int a = root(number(one));
        int b = root(number(other));
        parents[Math.max(a, b)] = Math.min(a, b);
    }

    /** The same number for everything that belongs together. */
    int group(Object thing) {
        return root(number(thing));
    }

    private int number(Object thing) {
        Integer known = numbers.get(thing);
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        if (number == parents.length) {
            parents = Arrays.copyOf(parents, number * 2);
        }
        parents[number] = number;
        numbers.put(thing, number);
        return number;
    }

    private int root(int number) {
        int at = number;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }
}

package pl.rozmowa.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How our tables differ from the server, each difference in words. */
public final class Differences {

    /** What can be wrong with a message. */
    public enum Kind {
        /** The server lists it in the window and we have neither fetched it nor said that we can't. */
        LOST,
        /** One message became two emails, or two became one. */
        DOUBLED,
        /** Bytes or flags are others than the server's. */
        ALTERED,
        /** It is live with us, and the server doesn't have it. */
        GHOST,
        /** Our tables contradict one another. */
        BROKEN,
        /** The engine isn't done: listed and not fetched, attachments outstanding, or not live. */
        UNSETTLED
    }

    private final Map<Kind, List<String>> found = new EnumMap<>(Kind.class);

    void add(Kind kind, String what) {
        found.computeIfAbsent(kind, _ -> new ArrayList<>()).add(what);
    }

    public int count(Kind kind) {
        return found.getOrDefault(kind, List.of()).size();
    }

    public boolean isNone() {
        return found.isEmpty();
    }

    /** The first few of each kind. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        found.forEach((kind, all) -> {
            text.append(kind).append(' ').append(all.size()).append(": ");
            text.append(String.join("; ", all.subList(0, Math.min(5, all.size())))).append('\n');
        });
        return text.toString();
    }
}

package pl.rozmowa.sync;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait after failures in a row: 5 s doubling to 15 min, with full jitter so that many never come back together. */
record Backoff(int failures) {

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    static final Backoff NONE = new Backoff(0);

    /** Only a successful synchronisation resets it: {@link #NONE}. */
    Backoff failedAgain() {
        return new Backoff(Math.min(failures + 1, 30));
    }

    /** At least a fifth of the ceiling, so that full jitter never means at once. */
    Duration next() {
        long ceiling = ceiling().toMillis();
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(ceiling / 5, ceiling + 1));
    }

    Duration ceiling() {
        if (failures == 0) {
            return Duration.ZERO;
        }
        int doublings = Math.min(failures - 1, 20);
        Duration grown = FIRST.multipliedBy(1L << doublings);
        return grown.compareTo(LONGEST) > 0 ? LONGEST : grown;
    }
}

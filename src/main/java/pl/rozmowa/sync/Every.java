package pl.rozmowa.sync;

import java.time.Duration;

/** Something that is due again and again, the first time at once. For one thread. */
final class Every {

    private final long nanos;
    private long due = System.nanoTime();

    Every(Duration interval) {
        this.nanos = interval.toNanos();
    }

    /** Whether it is due; then it is not until the interval has passed. */
    boolean isDue() {
        long now = System.nanoTime();
        if (now - due < 0) {
            return false;
        }
        due = now + nanos;
        return true;
    }
}

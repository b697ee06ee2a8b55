package pl.rozmowa.platform;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * New identifiers: UUID version 7 (RFC 9562 §5.7), strictly increasing within one process so that rows made later sort later.
 *
 * <p>The twelve bits of rand_a carry a counter (§6.2 method 1); when it overflows within a millisecond the time part runs ahead.
 */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Milliseconds since 1970 in the upper 52 bits, the counter in the lower 12. */
    private static final AtomicLong LAST = new AtomicLong();

    private Ids() {}

    /** The next identifier; safe to call from any thread. */
    public static UUID next() {
        long now = System.currentTimeMillis() << 12;
        long stamp = LAST.updateAndGet(last -> Math.max(last + 1, now));
        long time = stamp >>> 12;
        long counter = stamp & 0xfff;
        long high = (time << 16) | 0x7000L | counter;
        long low = (RANDOM.nextLong() >>> 2) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}

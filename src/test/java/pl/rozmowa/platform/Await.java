package pl.rozmowa.platform;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Waits for a condition instead of a time. */
public final class Await {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Await() {}

    /** Returns once the condition holds; fails the test when it does not within 20 seconds. */
    public static void until(String what, Callable<Boolean> condition) {
        value(what, condition, Boolean::booleanValue);
    }

    /** Returns the first value that fits; fails the test when none does within 20 seconds. */
    public static <T> T value(String what, Callable<T> source, Predicate<T> fits) {
        return value(what, PATIENCE, source, fits);
    }

    /** The same with another patience, for what is known to take long. */
    public static <T> T value(
            String what, Duration patience, Callable<T> source, Predicate<T> fits) {
        long deadline = System.nanoTime() + patience.toNanos();
        T last = null;
        Throwable failure = null;
        while (System.nanoTime() < deadline) {
            try {
                last = source.call();
                failure = null;
                if (last != null && fits.test(last)) {
                    return last;
                }
            } catch (Exception | AssertionError e) {
                failure = e;
            }
            pause();
        }
        throw new AssertionError("waited in vain until " + what + "; last seen: " + last, failure);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}

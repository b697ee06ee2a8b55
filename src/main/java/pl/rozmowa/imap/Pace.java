package pl.rozmowa.imap;

import java.io.IOException;
import java.net.SocketTimeoutException;

/** Watches how fast a server speaks: a byte a second keeps a connection busy for ever and is as bad as silence. */
final class Pace {

    private final ImapLimits limits;
    private long bytesRead;
    private long deadline = Long.MAX_VALUE;

    /** When the trickle began to be watched; {@code fresh}: from the next byte on. */
    private long windowStart;

    private long windowBytes;
    private boolean fresh = true;

    Pace(ImapLimits limits) {
        this.limits = limits;
    }

    /** An answer is due within so many nanoseconds in all; {@link Long#MAX_VALUE}: whenever it comes. */
    void expect(long nanos) {
        deadline = nanos == Long.MAX_VALUE ? Long.MAX_VALUE : System.nanoTime() + nanos;
    }

    /** A line is complete; when nothing more has arrived yet, the next byte may take its time. */
    void onLine(boolean allRead) {
        fresh = allRead;
    }

    /** Within one line and its literals, bytes must not merely trickle. */
    void onArrival(int count) throws IOException {
        bytesRead += count;
        long now = System.nanoTime();
        if (fresh && count > 0) { // nothing, compressed, begins nothing
            fresh = false;
            windowStart = now;
            windowBytes = 0;
        }
        windowBytes += count;
        if (!fresh && now - windowStart > limits.answer().toNanos()) {
            if (windowBytes < limits.slowest()) {
                throw new SocketTimeoutException("too slow");
            }
            windowStart = now;
            windowBytes = 0;
        }
        if (deadline != Long.MAX_VALUE && now - deadline > 0) {
            throw new SocketTimeoutException("answer took too long");
        }
    }

    /** These will be counted again once they are unpacked; returns what is left. */
    long uncount(int bytes) {
        bytesRead -= bytes;
        return bytesRead;
    }

    long bytesRead() {
        return bytesRead;
    }
}

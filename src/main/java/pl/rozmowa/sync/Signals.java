package pl.rozmowa.sync;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** What others say to a session while it works or waits, and its waiting itself, which those words end early. */
final class Signals {

    private final AtomicBoolean changed = new AtomicBoolean();
    private final AtomicBoolean wished = new AtomicBoolean();
    private final Semaphore nudge = new Semaphore(0);
    private volatile boolean listening;

    /** Something about the mailbox changed. */
    void change() {
        changed.set(true);
        nudge.release();
    }

    /** Somebody wants something done at the server; ends only the waiting that stands for IDLE, not that after a failure. */
    void wish() {
        wished.set(true);
        if (listening) {
            nudge.release();
        }
    }

    /** Ends whatever waiting there is. */
    void nudge() {
        nudge.release();
    }

    boolean hasChanged() {
        return changed.get();
    }

    /** Whether something changed since this was asked last, or since {@link #settle}. */
    boolean takeChange() {
        return changed.getAndSet(false);
    }

    /** Whether somebody wanted something since this was asked last. */
    boolean takeWish() {
        return wished.getAndSet(false);
    }

    /** The mailbox is about to be read anew: what changed before that counts. */
    void settle() {
        changed.set(false);
    }

    /**
     * Waits; ends early when the mailbox was changed.
     *
     * @return false when the thread was interrupted
     */
    boolean nap(Duration time) {
        try {
            if (nudge.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
                nudge.drainPermits();
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** As {@link #nap}, after a failure: only what is said from now on ends it. */
    boolean pause(Duration time) {
        nudge.drainPermits();
        return nap(time);
    }

    /** As {@link #nap}, in place of IDLE: ends early also when somebody wants something done. */
    boolean listen(Duration time) {
        listening = true;
        try {
            return nap(time);
        } finally {
            listening = false;
        }
    }
}

package pl.rozmowa.sync;

import java.time.Duration;

/** How the tries of one session have gone so far: how long to wait after a failure, and whether to sign in once more. */
final class Attempts {

    private static final Duration STEADY = Duration.ofMinutes(2);

    private Backoff backoff = Backoff.NONE;
    private boolean current;
    private long currentSince;
    private int refusedSignIns;

    void signedIn() {
        refusedSignIns = 0;
    }

    /** Everything due has been read. */
    void becameCurrent() {
        current = true;
        currentSince = System.nanoTime();
    }

    /** Only having been current for a while makes up for failures: what breaks at once would else be tried at once, for ever. */
    Backoff failedAgain() {
        if (current && System.nanoTime() - currentSince > STEADY.toNanos()) {
            backoff = Backoff.NONE;
        }
        current = false;
        backoff = backoff.failedAgain();
        return backoff;
    }

    /** One confirming try: providers refuse now and then without meaning it, but many tries lock the mailbox. */
    boolean maySignInOnceMore() {
        return refusedSignIns++ == 0;
    }
}

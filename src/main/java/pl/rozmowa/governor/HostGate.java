package pl.rozmowa.governor;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who wants to sign in at one host passes here. It keeps a pace, and it closes when several mailboxes in a row met with
 * failure there and none with success; then one of them tries, and opens it for all.
 */
final class HostGate {

    /** So many different mailboxes in a row make a failure the host's own. */
    private static final int DIFFERENT = 3;

    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration LONGEST_ASKED = Duration.ofMinutes(15);
    private static final Duration PROBE = Duration.ofSeconds(10);

    private final String host;
    private final GovernorSettings settings;
    private final Bucket pace;
    private final Set<UUID> missed = new HashSet<>();
    private @Nullable HostPause pause;
    private Instant probeUntil = Instant.MIN;
    private int mailboxes;
    private long rate;

    HostGate(String host, GovernorSettings settings) {
        this.host = host;
        this.settings = settings;
        this.rate = settings.loginsPerSecond();
        this.pace = Bucket.builder().addLimit(limit()).build();
    }

    String host() {
        return host;
    }

    /** Waits its turn among those who sign in here. */
    void keepPace() throws InterruptedException {
        pace.asBlocking().consume(1);
    }

    /** Somebody waits: takes a turn without waiting, and those behind wait the longer. */
    void takeTurn() {
        pace.consumeIgnoringRateLimits(1);
    }

    /** @throws HostAtRest while it is closed, or somebody else is just trying */
    synchronized void requireOpen(Instant now) {
        HostPause closed = pause;
        if (closed == null) {
            return;
        }
        if (closed.until().isAfter(now)) {
            throw new HostAtRest(host, closed.until(), closed.reason());
        }
        if (probeUntil.isAfter(now)) {
            throw new HostAtRest(host, probeUntil, closed.reason());
        }
        probeUntil = now.plus(PROBE);
    }

    synchronized boolean isClosed() {
        return pause != null;
    }

    /** What another node or an earlier life knew. */
    synchronized void adopt(HostPause known) {
        pause = known;
    }

    /** @return whether it was closed before */
    synchronized boolean reached() {
        boolean was = pause != null;
        pause = null;
        probeUntil = Instant.MIN;
        missed.clear();
        return was;
    }

    /** @return the pause, when this failure closes the gate */
    synchronized Optional<HostPause> missed(
            UUID accountId, String reason, Duration asked, Instant now) {
        HostPause former = pause;
        missed.add(accountId);
        if (former == null && missed.size() < DIFFERENT) {
            return Optional.empty();
        }
        if (former != null && former.until().isAfter(now)) {
            return Optional.empty(); // set out before it was closed
        }
        int failures = former == null ? 1 : former.failures() + 1;
        Duration grown = shorter(SHORTEST.multipliedBy(1L << Math.min(failures - 1, 10)), LONGEST);
        // What was asked of one mailbox for a day must not keep all the others away as long.
        Duration wait = shorter(asked.compareTo(grown) > 0 ? asked : grown, LONGEST_ASKED);
        HostPause closed = new HostPause(host, now.plus(wait), reason, failures);
        pause = closed;
        probeUntil = Instant.MIN;
        missed.clear();
        return Optional.of(closed);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** A mailbox of this host is worked on here from now on, or no longer: the more there are, the more may come back a second. */
    synchronized void mailboxes(int more) {
        mailboxes += more;
        long wanted =
                Math.max(
                        settings.loginsPerSecond(),
                        Math.round(Integer.highestOneBit(mailboxes) * settings.loginShare()));
        if (wanted != rate) {
            rate = wanted;
            pace.replaceConfiguration(
                    BucketConfiguration.builder().addLimit(limit()).build(),
                    TokensInheritanceStrategy.PROPORTIONALLY);
        }
    }

    /** The most that may pass within any one second: what was saved up, and what is added meanwhile. */
    synchronized long mostInOneSecond() {
        return capacity() + rate;
    }

    /** A small burst, so that a few mailboxes never wait. */
    private long capacity() {
        return Math.max(4, rate / 10);
    }

    private Bandwidth limit() {
        return Bandwidth.builder()
                .capacity(capacity())
                .refillGreedy(rate, Duration.ofSeconds(1))
                .build();
    }
}

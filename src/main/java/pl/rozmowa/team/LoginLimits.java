package pl.rozmowa.team;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.platform.Ids;
import pl.rozmowa.platform.Problem;

/**
 * How often somebody may be wrong: 10 times a minute and 50 times a day from one network address, and after five mistakes about one
 * account with a pause that doubles up to a minute, wherever they come from. Nobody is ever locked out for good.
 *
 * <p>A try is counted before the password is looked at and taken back when it was right, so that many at once count like one after the
 * other, on however many nodes.
 */
@Component
class LoginLimits {

    private static final int A_MINUTE = 10;
    private static final int A_DAY = 50;
    private static final int FORGIVEN = 5;
    private static final long LONGEST_PAUSE_SECONDS = 60;

    private final LoginFailureTable failures;
    private final Clock clock;

    LoginLimits(LoginFailureTable failures, Clock clock) {
        this.failures = failures;
        this.clock = clock;
    }

    /**
     * Counts a try.
     *
     * @param about whose account, by the key of the address, or what else is being guessed
     * @return the id by which the try is taken back
     * @throws Problem {@code login_slow_down} with the {@code seconds} to wait
     */
    @Transactional
    public UUID count(String remoteAddress, String about) {
        String network = network(remoteAddress);
        Instant now = clock.instant();
        failures.takeTurn(network, about);
        long wait =
                Math.max(
                        waitAfter(
                                failures.since(network, now.minusSeconds(60)),
                                A_MINUTE,
                                Duration.ofMinutes(1),
                                now),
                        Math.max(
                                waitAfter(
                                        failures.since(network, now.minus(Duration.ofDays(1))),
                                        A_DAY,
                                        Duration.ofDays(1),
                                        now),
                                pauseFor(
                                        failures.about(about, now.minus(Duration.ofDays(1))),
                                        now)));
        if (wait > 0) {
            throw new Problem("login_slow_down", 429, Map.of("seconds", wait));
        }
        failures.forgetBefore(now.minus(Duration.ofDays(1)));
        UUID id = Ids.next();
        failures.add(id, network, about, now);
        return id;
    }

    /** The try was right: it and the earlier mistakes about this account are forgotten. */
    @Transactional
    public void forgive(UUID id, String about) {
        failures.forget(id, about);
    }

    /** Seconds until fewer than so many of the tries are younger than the window. */
    private static long waitAfter(
            LoginFailureTable.Tries tries, int allowed, Duration window, Instant now) {
        if (tries.count() < allowed || tries.oldest() == null) {
            return 0;
        }
        return secondsUntil(tries.oldest().plus(window), now);
    }

    private static long pauseFor(LoginFailureTable.Tries tries, Instant now) {
        if (tries.count() < FORGIVEN || tries.newest() == null) {
            return 0;
        }
        long doublings = Math.min(tries.count() - FORGIVEN, 6);
        long pause = Math.min(1L << doublings, LONGEST_PAUSE_SECONDS);
        return secondsUntil(tries.newest().plusSeconds(pause), now);
    }

    private static long secondsUntil(Instant then, Instant now) {
        Duration left = Duration.between(now, then);
        return left.isPositive() ? left.toSeconds() + 1 : 0;
    }

    /** The address itself; for IPv6 its first 64 bits, which is what one customer gets (RFC 6177). */
    static String network(String remoteAddress) {
        if (remoteAddress.indexOf(':') < 0) {
            return remoteAddress;
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(remoteAddress).getAddress();
            if (bytes.length == 16) {
                Arrays.fill(bytes, 8, 16, (byte) 0);
            }
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (IllegalArgumentException | UnknownHostException notAnAddress) {
            return remoteAddress;
        }
    }
}

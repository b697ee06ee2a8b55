package pl.rozmowa.governor;

import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The gates of all hosts. Whoever opens a connection passes the host's gate and says afterwards how it went.
 *
 * <p>The pace is this node's own; that a host is at rest is known to all nodes.
 */
@Component
public class HostGates {

    private static final Logger LOG = LoggerFactory.getLogger(HostGates.class);

    private final ConcurrentMap<String, HostGate> gates = new ConcurrentHashMap<>();
    private final HostPauseTable pauses;
    private final GovernorSettings settings;
    private final Clock clock;
    private final Bucket overall;

    HostGates(HostPauseTable pauses, GovernorSettings settings, Clock clock) {
        this.pauses = pauses;
        this.settings = settings;
        this.clock = clock;
        this.overall =
                Bucket.builder()
                        .addLimit(limit ->
                                limit.capacity(Math.max(4, settings.loginsPerSecondInAll() / 10))
                                        .refillGreedy(
                                                settings.loginsPerSecondInAll(),
                                                Duration.ofSeconds(1)))
                        .build();
    }

    /**
     * Waits for this node's turn at the host.
     *
     * @throws HostAtRest when nobody should connect to it now
     */
    public void pass(String host) throws InterruptedException {
        HostGate gate = gate(host);
        gate.requireOpen(clock.instant());
        gate.keepPace();
        overall.asBlocking().consume(1);
    }

    /**
     * The same for what a person waits for: without waiting for a turn.
     *
     * @throws HostAtRest when nobody should connect to it now
     */
    public void passAtOnce(String host) {
        HostGate gate = gate(host);
        gate.requireOpen(clock.instant());
        gate.takeTurn();
    }

    /** The host answered as it should, whatever it thinks of the password. */
    public void reached(String host) {
        if (gate(host).reached()) {
            LOG.info("host {} answers again", host);
            pauses.end(key(host));
        }
    }

    /**
     * The host could not be reached, or asked for quiet.
     *
     * @param reason the failure's code
     * @param asked how long it asked for; zero where it didn't say
     */
    public void missed(String host, UUID accountId, String reason, Duration asked) {
        gate(host)
                .missed(accountId, reason, asked, clock.instant())
                .ifPresent(pause -> {
                    LOG.warn(
                            "host {} fails for everybody ({}): at rest until {}",
                            host,
                            reason,
                            pause.until());
                    pauses.save(pause, clock.instant());
                });
    }

    /** From here to {@link #leave} this node works on one mailbox more at the host. */
    public void enter(String host) {
        gate(host).mailboxes(1);
    }

    public void leave(String host) {
        gate(host).mailboxes(-1);
    }

    private HostGate gate(String host) {
        return gates.computeIfAbsent(key(host), this::known);
    }

    private HostGate known(String key) {
        HostGate gate = new HostGate(key, settings);
        pauses.find(key).ifPresent(gate::adopt);
        return gate;
    }

    private static String key(String host) {
        return host.toLowerCase(Locale.ROOT);
    }
}

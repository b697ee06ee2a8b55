package pl.rozmowa.sync;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveWatcher;
import pl.rozmowa.platform.ThisNode;

/**
 * This node's share of the work: claims mailboxes by lease, runs a {@link MailAccountSession} for each on a virtual
 * thread, keeps the leases alive in bulk, and lets go of what was taken away.
 */
@Component
class MailboxWorkers implements SmartLifecycle, LiveWatcher {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxWorkers.class);
    private static final Duration ROUND = Duration.ofMillis(500);
    private static final UUID NOBODY = new UUID(0, 0);
    private static final int CLAIM_AT_ONCE = 200;

    private final Every renewal = new Every(Duration.ofSeconds(8));
    private final Every claiming = new Every(Duration.ofSeconds(2));
    private final Every tidying = new Every(Duration.ofMinutes(1));
    private final UUID node;
    private final LeaseTable leases;
    private final MailAccountSessions sessions;
    private final SyncSettings settings;
    private final Map<Lease, MailAccountSession> running = new ConcurrentHashMap<>();
    private final Semaphore wake = new Semaphore(0);
    private volatile @Nullable Thread dispatcher;

    MailboxWorkers(
            ThisNode node, LeaseTable leases, MailAccountSessions sessions, SyncSettings settings) {
        this.node = node.id();
        this.leases = leases;
        this.sessions = sessions;
        this.settings = settings;
    }

    /** A mailbox was connected, changed or disconnected on some node: look now instead of at the next round. */
    @Override
    public void heard(LiveEvent event) {
        if (event.type().equals("account") && isSomebodysDoing(event)) {
            running.forEach((lease, session) -> {
                if (lease.accountId().equals(event.accountId())) {
                    if (isPause(event)) {
                        session.hangUp();
                    } else {
                        session.poke();
                    }
                }
            });
            wake.release();
        } else if (event.type().equals("wish")) {
            running.forEach((lease, session) -> {
                if (lease.accountId().equals(event.accountId())) {
                    session.wish();
                }
            });
        }
    }

    /** Ends the session in the middle of a page: what isn't committed is still listed. */
    private static boolean isPause(LiveEvent event) {
        return "pause".equals(event.data().get("change"));
    }

    /** What the engine itself announces would only end its own waiting. */
    private static boolean isSomebodysDoing(LiveEvent event) {
        return !event.data().containsKey("by") && !event.data().containsKey("changed");
    }

    @Override
    public void missedSome() {
        running.values().forEach(MailAccountSession::poke);
        wake.release();
    }

    @Override
    public void start() {
        if (settings.enabled()) {
            dispatcher = Thread.ofVirtual().name("sync-dispatcher").start(this::dispatch);
        }
    }

    @Override
    public void stop() {
        Thread thread = dispatcher;
        dispatcher = null;
        if (thread != null) {
            thread.interrupt();
            join(thread);
        }
        running.values().forEach(MailAccountSession::stop);
        running.forEach((lease, session) -> {
            session.awaitEnd(Duration.ofSeconds(5));
            leases.release(node, lease);
        });
        running.clear();
        leases.forgetNodes(node);
    }

    @Override
    public boolean isRunning() {
        return dispatcher != null;
    }

    /** After the web server and everything else is up, and stopped before them. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 10;
    }

    /** Mailboxes that this node works on. */
    int sessions() {
        return running.size();
    }

    /** Connections that they hold open. */
    int connections() {
        return running.values().stream().mapToInt(MailAccountSession::connections).sum();
    }

    private void dispatch() {
        boolean woken = true;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                forgetEnded();
                if (renewal.isDue()) {
                    Set<Lease> held = new HashSet<>(leases.renew(node));
                    dropWhatWasLost(held);
                    releaseWhatNobodyWorksOn(held);
                }
                if (tidying.isDue()) {
                    leases.forgetNodes(NOBODY);
                }
                if (claiming.isDue() || woken) {
                    leases.enlist();
                    claim();
                }
            } catch (DataAccessException e) {
                // The database is away: sessions wait for it on their own, and so does this loop.
                LOG.warn(
                        "sync dispatcher waits for the database: {}", e.getClass().getSimpleName());
            } catch (RuntimeException e) {
                LOG.error("sync dispatcher stumbled and goes on", e);
            }
            try {
                woken = wake.tryAcquire(ROUND.toMillis(), TimeUnit.MILLISECONDS);
                wake.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void claim() {
        List<Lease> claimed;
        do {
            claimed = leases.claim(node, CLAIM_AT_ONCE);
            claimed.forEach(lease -> running.put(lease, sessions.begin(lease)));
        } while (claimed.size() == CLAIM_AT_ONCE);
    }

    private void forgetEnded() {
        running.forEach((lease, session) -> {
            if (session.hasEnded()) {
                leases.release(node, lease); // throws: then it is still running, and released later
                running.remove(lease, session);
            }
        });
    }

    /** A claim whose answer never came, such as when the database went away in between. */
    private void releaseWhatNobodyWorksOn(Set<Lease> held) {
        held.stream()
                .filter(lease -> !running.containsKey(lease))
                .forEach(lease -> leases.release(node, lease));
    }

    private void dropWhatWasLost(Set<Lease> held) {
        running.forEach((lease, session) -> {
            if (!held.contains(lease)) {
                session.stop();
                running.remove(lease, session);
            }
        });
    }

    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

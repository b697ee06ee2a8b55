package pl.rozmowa.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import pl.rozmowa.account.AccountState;
import pl.rozmowa.account.CredentialsGone;
import pl.rozmowa.account.FailureReason;
import pl.rozmowa.account.Folder;
import pl.rozmowa.governor.HostAtRest;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;
import pl.rozmowa.imap.ImapFailure;

/**
 * The work on one mailbox under one lease, from the first listing to staying current.
 *
 * <p>What must hold at any moment, however it is cut off: every UID that the server listed in a chosen folder's window has a
 * row that ends fetched, gone or failed; a page is one transaction; doing anything again changes nothing. So a session keeps
 * no truth: it reads where things stand, works, and when anything fails begins anew after a while.
 *
 * <p>One connection stays on the inbox and idles; a second one reads the other folders while there is much to read, and
 * attachments that are outstanding, then closes.
 */
final class MailAccountSession {

    private static final Logger LOG = LoggerFactory.getLogger(MailAccountSession.class);

    private final Lease lease;
    private final MailAccountSessions with;
    private final Signals signals = new Signals();
    private final Attempts attempts = new Attempts();
    private volatile boolean stopping;

    /** Waits for its turn to connect: nothing is being stored. */
    private volatile boolean knocking;

    private volatile @Nullable ImapConnection main;
    private volatile @Nullable SecondConnection second;
    private volatile @Nullable Thread thread;

    MailAccountSession(Lease lease, MailAccountSessions with) {
        this.lease = lease;
        this.with = with;
    }

    void start() {
        thread = Thread.ofVirtual().name("sync-" + lease.accountId()).start(this::run);
    }

    /** Something about the mailbox changed (folders chosen, signed in again, disconnected): look at it soon. */
    void poke() {
        signals.change();
        ImapConnection connection = main;
        if (connection != null) {
            connection.wake();
        }
    }

    /** Somebody wants something done at the server: done at once where the session listens, else after what it is reading. */
    void wish() {
        signals.wish();
        ImapConnection connection = main;
        if (connection != null) {
            connection.wake();
        }
    }

    /** Whether somebody wanted something since the last time it was asked. */
    boolean hasHeardAWish() {
        return signals.takeWish();
    }

    /** Ends soon; whatever is under way is dropped. */
    void stop() {
        stopping = true;
        closeConnections();
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    /** Ends soon at a person's word: nothing more is read, and what is just being stored may end. */
    void hangUp() {
        stopping = true;
        ImapConnection connection = main;
        if (connection != null) {
            connection.close();
        }
        SecondConnection other = second;
        if (other != null) {
            other.hangUp();
        }
        signals.nudge();
        Thread running = thread;
        if (knocking && running != null) {
            running.interrupt();
        }
    }

    /** How many connections are open at this moment. */
    int connections() {
        ImapConnection connection = main;
        SecondConnection other = second;
        return (connection != null && connection.isOpen() ? 1 : 0)
                + (other != null && other.isWorking() ? 1 : 0);
    }

    boolean hasEnded() {
        Thread running = thread;
        return running != null && !running.isAlive();
    }

    void awaitEnd(Duration atMost) {
        Thread running = thread;
        if (running == null) {
            return;
        }
        try {
            running.join(atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            try {
                signals.settle();
                Optional<Mailbox> mailbox = with.mailbox(lease);
                if (mailbox.isEmpty()) {
                    return;
                }
                if (mailbox.get().account().state() != AccountState.DISCONNECTING) {
                    work(mailbox.get());
                } else if (new Farewell(this, with, attempts)
                        .take(mailbox.get(), with.folders(lease))) {
                    return;
                }
            } catch (ImapException e) {
                if (!stopping) {
                    failed(e.failure());
                }
            } catch (HostAtRest e) {
                become(AccountState.BACKING_OFF, e.reason());
                pause(until(e.until()).plus(upTo(Duration.ofSeconds(3))));
            } catch (DailyLimitReached e) {
                LOG.info("{}", e.getMessage());
                become(AccountState.PAUSED, "daily_limit");
                pause(until(with.traffic.tomorrow()).plus(upTo(Duration.ofMinutes(30))));
            } catch (CredentialsGone e) {
                become(AccountState.NEEDS_SIGN_IN, "password_refused");
                return;
            } catch (LeaseLost | SessionStopped e) {
                LOG.info("account {}: {}", lease.accountId(), e.getClass().getSimpleName());
                return;
            } catch (FolderDropped e) {
                LOG.info("account {}: {}", lease.accountId(), e.getMessage());
            } catch (DataAccessException | TransactionException e) {
                LOG.warn(
                        "account {} waits for the database: {}",
                        lease.accountId(),
                        e.getClass().getSimpleName());
                pause(Duration.ofSeconds(2));
            } catch (RuntimeException | Error e) {
                LOG.error("account {}: the session failed and begins anew", lease.accountId(), e);
                pause(attempts.failedAgain().next());
            } finally {
                knocking = false;
                closeConnections();
            }
        }
    }

    /** The host's gate knows how many mailboxes may want to come back at once. */
    private void work(Mailbox mailbox) throws ImapException {
        String host = mailbox.account().imap().host();
        knocking = true;
        with.gates.enter(host);
        try {
            workAtHost(mailbox);
        } finally {
            with.gates.leave(host);
        }
    }

    private void workAtHost(Mailbox signedIn) throws ImapException {
        ImapConnection connection = connect(signedIn);
        knocking = false;
        attempts.signedIn();
        Watch watch = new Watch();
        connection.listener(watch);
        while (!stopping) {
            signals.settle();
            // Signing in takes a while: what was changed meanwhile counts.
            Optional<Mailbox> now = with.mailbox(lease);
            if (now.isEmpty()
                    || now.get().account().state() == AccountState.DISCONNECTING
                    || !now.get().account().imap().equals(signedIn.account().imap())) {
                return;
            }
            Mailbox mailbox = now.get();
            List<Folder> chosen = with.folders(lease);
            if (chosen.isEmpty()) {
                waitForChange();
            } else {
                new CatchUp(this, with, mailbox, connection).run(chosen);
                become(AccountState.LIVE, null);
                attempts.becameCurrent();
                fetchAttachments(mailbox);
                new StayCurrent(this, with, mailbox, chosen, connection, watch).run();
            }
        }
    }

    /** Signs in; from then on whatever ends the session closes this connection. */
    ImapConnection connect(Mailbox mailbox) throws ImapException {
        ImapConnection connection = with.connections.open(mailbox.account());
        main = connection;
        return connection;
    }

    void requireGoingOn() {
        if (stopping) {
            throw new SessionStopped();
        }
    }

    /** What a poke means for whoever keeps the mailbox current. */
    enum Poked {
        NO,
        /** The mailbox is as it was, but somebody asked for something in it: look everywhere. */
        LOOK,
        /** The mailbox is not what it was, or the session ends. */
        LEAVE
    }

    Poked poked(Mailbox mailbox, List<Folder> chosen) {
        if (stopping) {
            return Poked.LEAVE;
        }
        if (!signals.takeChange()) {
            return Poked.NO;
        }
        return differs(mailbox, chosen) ? Poked.LEAVE : Poked.LOOK;
    }

    private boolean differs(Mailbox mailbox, List<Folder> chosen) {
        Optional<Mailbox> now = with.mailbox(lease);
        return now.isEmpty()
                || now.get().account().state() != AccountState.LIVE
                || now.get().account().windowDays() != mailbox.account().windowDays()
                || !now.get().account().imap().equals(mailbox.account().imap())
                || !now.get().ownAddressKeys().equals(mailbox.ownAddressKeys())
                || !with.folders(lease).equals(chosen);
    }

    /**
     * Attachments of large messages, as long as some are outstanding: over a connection of their own where the provider allows two.
     *
     * @return whether the main connection was used for it and has left the inbox
     */
    boolean fetchAttachments(Mailbox mailbox) throws ImapException {
        if (isFetchingAttachments() || !with.attachments.areThereAny(mailbox)) {
            return false;
        }
        ImapConnection connection = main;
        if (mailbox.provider().maxConnections() > 1) {
            secondConnection(mailbox).fetchAttachments();
            return false;
        }
        if (connection != null) {
            with.attachments.fetch(mailbox, connection, () -> stopping || signals.hasChanged());
        }
        return true;
    }

    boolean isFetchingAttachments() {
        SecondConnection former = second;
        return former != null && former.isWorking();
    }

    private void failed(ImapFailure failure) {
        String reason = FailureReason.of(failure);
        LOG.info("account {}: {}", lease.accountId(), reason);
        if (FailureReason.needsSignIn(failure)) {
            if (attempts.maySignInOnceMore()) {
                pause(Duration.ofSeconds(10));
            } else {
                become(AccountState.NEEDS_SIGN_IN, reason);
                stopping = true;
            }
            return;
        }
        Backoff backoff = attempts.failedAgain();
        if (failure instanceof ImapFailure.Throttled throttled) {
            become(AccountState.PAUSED, reason);
            pause(longer(throttled.backoff(), backoff.next()));
        } else if (backoff.failures() == 1 && failure instanceof ImapFailure.Closed) {
            // Servers close idle connections now and then: nobody needs to hear of it.
            pause(Duration.ofMillis(ThreadLocalRandom.current().nextLong(200, 2_000)));
        } else {
            become(AccountState.BACKING_OFF, reason);
            pause(backoff.next());
        }
    }

    /** What is only shown must not end the session when the database is away; whoever lost the lease has nothing to say. */
    private void become(AccountState state, @Nullable String reason) {
        try {
            if (!with.becomes(lease, state, reason)) {
                stopping = true;
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn(
                    "account {}: that it is {} could not be written down: {}",
                    lease.accountId(),
                    state,
                    e.getClass().getSimpleName());
        }
    }

    SecondConnection secondConnection(Mailbox mailbox) {
        SecondConnection former = second;
        if (former != null) {
            former.close();
        }
        SecondConnection opened = new SecondConnection(mailbox, this, with);
        second = opened;
        return opened;
    }

    boolean isStopping() {
        return stopping;
    }

    private void closeConnections() {
        ImapConnection connection = main;
        main = null;
        if (connection != null) {
            connection.close();
        }
        SecondConnection other = second;
        second = null;
        if (other != null) {
            other.close();
        }
    }

    private void waitForChange() {
        while (!stopping && !signals.hasChanged()) {
            nap(Duration.ofSeconds(30));
        }
    }

    /** After a failure: ends early when the mailbox was changed. */
    void pause(Duration time) {
        if (!signals.pause(time)) {
            stopping = true;
        }
    }

    /** In place of IDLE, where there is none: ends early also when somebody wants something done. */
    void listen(Duration time) {
        if (!signals.listen(time)) {
            stopping = true;
        }
    }

    /** Ends early when the mailbox was changed. */
    void nap(Duration time) {
        if (!signals.nap(time)) {
            stopping = true;
        }
    }

    private Duration until(Instant then) {
        return longer(Duration.between(with.clock.instant(), then), Duration.ofMillis(100));
    }

    private static Duration upTo(Duration most) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most.toMillis()));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}

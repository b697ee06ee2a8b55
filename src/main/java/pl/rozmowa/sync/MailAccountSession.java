package pl.rozmowa.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import pl.rozmowa.account.AccountState;
import pl.rozmowa.account.Folder;
import pl.rozmowa.account.FolderRole;
import pl.rozmowa.imap.FolderStatus;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;
import pl.rozmowa.imap.ImapFailure;
import pl.rozmowa.imap.ImapListener;
import pl.rozmowa.imap.UidSet;

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
    private static final Duration PARKED = Duration.ofHours(6);
    private static final int REFUSALS_TO_PARK = 3;
    private static final Duration IDLE_REISSUE = Duration.ofMinutes(9);
    private static final Duration NO_IDLE_POLL = Duration.ofSeconds(60);

    private final Lease lease;
    private final MailAccountSessions with;
    private final AtomicBoolean changed = new AtomicBoolean();
    private final Semaphore nudge = new Semaphore(0);
    private volatile boolean stopping;
    private volatile @Nullable ImapConnection main;
    private volatile @Nullable SecondConnection second;
    private volatile @Nullable Thread thread;
    private Backoff backoff = Backoff.NONE;
    private int refusedSignIns;

    MailAccountSession(Lease lease, MailAccountSessions with) {
        this.lease = lease;
        this.with = with;
    }

    void start() {
        thread = Thread.ofVirtual().name("sync-" + lease.accountId()).start(this::run);
    }

    /** Something about the mailbox changed (folders chosen, signed in again, disconnected): look at it soon. */
    void poke() {
        changed.set(true);
        nudge.release();
        ImapConnection connection = main;
        if (connection != null) {
            connection.wake();
        }
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
                changed.set(false);
                Optional<Mailbox> mailbox = with.mailbox(lease);
                if (mailbox.isEmpty()) {
                    return;
                }
                if (mailbox.get().account().state() == AccountState.DISCONNECTING) {
                    finishDisconnecting(mailbox.get());
                    return;
                }
                work(mailbox.get());
            } catch (ImapException e) {
                if (!stopping) {
                    failed(e.failure());
                }
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
            } catch (RuntimeException e) {
                LOG.error("account {}: the session failed and begins anew", lease.accountId(), e);
                backoff = backoff.failedAgain();
                pause(backoff.next());
            } finally {
                closeConnections();
            }
        }
    }

    private void work(Mailbox mailbox) throws ImapException {
        ImapConnection connection = with.connector.connect(mailbox.account());
        main = connection;
        refusedSignIns = 0;
        Watch watch = new Watch();
        connection.listener(watch);
        while (!stopping) {
            changed.set(false);
            List<Folder> chosen = folders();
            if (chosen.isEmpty()) {
                waitForChange();
            } else {
                readWhatIsBehind(mailbox, chosen, connection);
                become(AccountState.LIVE, null);
                backoff = Backoff.NONE;
                startAttachments(mailbox);
                stayCurrent(mailbox, chosen, connection, watch);
            }
            Optional<Mailbox> now = with.mailbox(lease);
            if (now.isEmpty()
                    || now.get().account().state() == AccountState.DISCONNECTING
                    || !now.get().account().imap().equals(mailbox.account().imap())) {
                return;
            }
            mailbox = now.get();
        }
    }

    /** Drafts belong to their writer alone and are nobody's conversation. */
    private List<Folder> folders() {
        List<Folder> chosen =
                new ArrayList<>(with.accounts.chosenFolders(lease.projectId(), lease.accountId()));
        chosen.removeIf(folder -> folder.role() == FolderRole.DRAFTS || !folder.selectable());
        chosen.sort(Comparator.comparingInt(MailAccountSession::urgency));
        return chosen;
    }

    private static int urgency(Folder folder) {
        return switch (folder.role()) {
            case INBOX -> 0;
            case SENT -> 1;
            case OTHER -> 2;
            case ARCHIVE -> 3;
            case ALL -> 4;
            case JUNK, TRASH -> 5;
            case DRAFTS -> 6;
        };
    }

    /** The inbox over this connection; the other folders meanwhile over a second one, where the provider allows two. */
    private void readWhatIsBehind(Mailbox mailbox, List<Folder> chosen, ImapConnection connection)
            throws ImapException {
        Folder first = chosen.getFirst();
        List<Folder> others = chosen.subList(1, chosen.size());
        boolean muchToRead =
                others.stream().anyMatch(folder -> !with.folders.isLive(mailbox, folder));
        if (muchToRead && mailbox.provider().maxConnections() > 1) {
            SecondConnection parallel = secondConnection(mailbox);
            parallel.read(others);
            bringUpToDate(mailbox, first, connection);
            parallel.join();
        } else {
            bringUpToDate(mailbox, first, connection);
            for (Folder folder : others) {
                bringUpToDate(mailbox, folder, connection);
            }
        }
    }

    /** A folder that the server refuses three times in a row is left alone for six hours; the others go on. */
    void bringUpToDate(Mailbox mailbox, Folder folder, ImapConnection connection)
            throws ImapException {
        if (stopping) {
            throw new SessionStopped();
        }
        if (with.folders.isParked(mailbox, folder)) {
            return;
        }
        try {
            with.folders.bringUpToDate(mailbox, folder, connection);
        } catch (ImapException e) {
            if (!e.failure().connectionUsable()) {
                throw e;
            }
            String reason = FailureReason.of(e.failure());
            if (with.cursors.refused(lease.projectId(), folder.id(), reason) >= REFUSALS_TO_PARK) {
                with.cursors.park(
                        lease.projectId(), folder.id(), with.clock.instant().plus(PARKED));
            }
        }
    }

    /** Idles on the inbox; now and then looks at the counters of the others. Returns when the mailbox was changed. */
    private void stayCurrent(
            Mailbox mailbox, List<Folder> chosen, ImapConnection connection, Watch watch)
            throws ImapException {
        Folder inbox = chosen.getFirst();
        watch.forget();
        bringUpToDate(mailbox, inbox, connection);
        while (!stopping && !differs(mailbox, chosen)) {
            Duration wait = jittered(with.settings.poll());
            if (mailbox.provider().idleReliable() && connection.offers("IDLE")) {
                Duration reissue = reissue(mailbox);
                connection.idle(
                        wait, reissue.compareTo(wait) < 0 ? reissue : wait, watch::heardSomething);
            } else {
                nap(wait.compareTo(NO_IDLE_POLL) < 0 ? wait : NO_IDLE_POLL);
                connection.noop();
            }
            if (stopping || differs(mailbox, chosen)) {
                return;
            }
            if (!watch.heardSomething()) {
                lookAtOthers(mailbox, chosen, connection);
            }
            watch.forget();
            bringUpToDate(mailbox, inbox, connection);
        }
    }

    /** Whether, after a poke, there is something else to do than before. */
    private boolean differs(Mailbox mailbox, List<Folder> chosen) {
        if (!changed.getAndSet(false)) {
            return false;
        }
        Optional<Mailbox> now = with.mailbox(lease);
        return now.isEmpty()
                || now.get().account().state() != AccountState.LIVE
                || now.get().account().windowDays() != mailbox.account().windowDays()
                || !now.get().account().imap().equals(mailbox.account().imap())
                || !now.get().ownAddressKeys().equals(mailbox.ownAddressKeys())
                || !folders().equals(chosen);
    }

    private void lookAtOthers(Mailbox mailbox, List<Folder> chosen, ImapConnection connection)
            throws ImapException {
        for (Folder folder : chosen.subList(1, chosen.size())) {
            if (with.folders.isParked(mailbox, folder)) {
                continue;
            }
            FolderStatus status = connection.status(folder.wireName());
            if (status == null || with.folders.hasNews(mailbox, folder, status)) {
                bringUpToDate(mailbox, folder, connection);
            }
        }
    }

    private static Duration reissue(Mailbox mailbox) {
        Integer minutes = mailbox.provider().quirks().idleMinutes();
        return minutes == null ? IDLE_REISSUE : Duration.ofMinutes(minutes);
    }

    private void startAttachments(Mailbox mailbox) {
        if (mailbox.provider().maxConnections() > 1 && with.attachments.areThereAny(mailbox)) {
            secondConnection(mailbox).fetchAttachments();
        }
    }

    /** Keeping the history: what is still only at the server is fetched first, then the credentials go. */
    private void finishDisconnecting(Mailbox mailbox) {
        try (ImapConnection connection = with.connector.connect(mailbox.account())) {
            main = connection;
            with.attachments.fetch(mailbox, connection, () -> stopping);
        } catch (ImapException e) {
            LOG.info(
                    "account {} is disconnected without its outstanding attachments: {}",
                    lease.accountId(),
                    FailureReason.of(e.failure()));
        }
        if (!stopping) {
            with.disconnect.finish(lease.projectId(), lease.accountId());
        }
    }

    private void failed(ImapFailure failure) {
        String reason = FailureReason.of(failure);
        LOG.info("account {}: {}", lease.accountId(), reason);
        if (FailureReason.needsSignIn(failure)) {
            // One confirming try: providers refuse now and then without meaning it, but many tries
            // lock the mailbox.
            if (refusedSignIns++ >= 1) {
                become(AccountState.NEEDS_SIGN_IN, reason);
                stopping = true;
                return;
            }
            pause(Duration.ofSeconds(10));
            return;
        }
        backoff = backoff.failedAgain();
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

    private void become(AccountState state, @Nullable String reason) {
        with.accounts.becomes(lease.projectId(), lease.accountId(), state, reason);
    }

    private SecondConnection secondConnection(Mailbox mailbox) {
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
        while (!stopping && !changed.get()) {
            nap(Duration.ofSeconds(30));
        }
    }

    /** After a failure: ends early when the mailbox was changed. */
    private void pause(Duration time) {
        nudge.drainPermits();
        nap(time);
    }

    private void nap(Duration time) {
        try {
            if (nudge.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
                nudge.drainPermits();
            }
        } catch (InterruptedException e) {
            stopping = true;
            Thread.currentThread().interrupt();
        }
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private static Duration jittered(Duration time) {
        long millis = time.toMillis();
        return Duration.ofMillis(
                millis - millis / 4 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }

    /** Notes that the server said something about the open folder. */
    private static final class Watch implements ImapListener {

        private volatile boolean heard;

        void forget() {
            heard = false;
        }

        boolean heardSomething() {
            return heard;
        }

        @Override
        public void exists(long count) {
            heard = true;
        }

        @Override
        public void expunged(long sequence) {
            heard = true;
        }

        @Override
        public void vanished(UidSet uids, boolean earlier) {
            heard = true;
        }

        @Override
        public void flags(long sequence, long uid, Set<String> flags, long modseq) {
            heard = true;
        }

        @Override
        public void uidValidity(long uidValidity) {
            heard = true;
        }
    }
}

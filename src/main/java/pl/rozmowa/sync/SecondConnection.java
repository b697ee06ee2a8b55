package pl.rozmowa.sync;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.rozmowa.account.FailureReason;
import pl.rozmowa.account.Folder;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;

/** A connection on demand beside the main one, on a thread of its own: opened for one piece of work, closed after it. */
final class SecondConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SecondConnection.class);

    private final Mailbox mailbox;
    private final MailAccountSession session;
    private final MailAccountSessions with;
    private volatile boolean closed;
    private volatile @Nullable ImapConnection connection;
    private volatile @Nullable Thread thread;
    private volatile @Nullable RuntimeException broken;

    SecondConnection(Mailbox mailbox, MailAccountSession session, MailAccountSessions with) {
        this.mailbox = mailbox;
        this.session = session;
        this.with = with;
    }

    /** Brings these folders up to date. What it can't do, for want of a second connection, is left to the main one. */
    void read(List<Folder> folders) {
        start(() -> {
            new CatchUp(session, with, mailbox, opened()).lookAtAll(folders);
            return null;
        });
    }

    /** Fetches the attachments that are still only at the server, newest first. */
    void fetchAttachments() {
        start(() -> {
            with.attachments.fetch(mailbox, opened(), () -> closed || session.isStopping());
            return null;
        });
    }

    boolean isWorking() {
        Thread running = thread;
        return running != null && running.isAlive();
    }

    /** Waits for the end of the work; trouble of the database or the lease is thrown, trouble of the network is not. */
    void join() {
        Thread running = thread;
        if (running != null) {
            try {
                running.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SessionStopped();
            }
        }
        if (broken != null) {
            throw broken;
        }
    }

    /** Reads nothing more; what is being stored is left to end. */
    void hangUp() {
        closed = true;
        ImapConnection open = connection;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        hangUp();
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void start(Callable<@Nullable Void> work) {
        thread =
                Thread.ofVirtual()
                        .name("sync-second-" + mailbox.accountId())
                        .start(() -> run(work));
    }

    private void run(Callable<@Nullable Void> work) {
        try {
            work.call();
        } catch (ImapException e) {
            if (!closed) {
                LOG.info(
                        "account {}: the second connection ended: {}",
                        mailbox.accountId(),
                        FailureReason.of(e.failure()));
            }
        } catch (RuntimeException e) {
            if (!closed) {
                broken = e;
            }
        } catch (Exception e) {
            broken = new IllegalStateException(e);
        } finally {
            ImapConnection open = connection;
            if (open != null) {
                open.close();
            }
        }
    }

    private ImapConnection opened() throws ImapException {
        ImapConnection open = connection;
        if (open == null) {
            open = with.connections.open(mailbox.account());
            connection = open;
        }
        return open;
    }
}

package pl.rozmowa.sync;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import pl.rozmowa.account.Folder;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;

/**
 * Reads whatever is due in the folders of a mailbox: the first time, or what happened while nobody listened. Only so many mailboxes at
 * once are read for the first time: each holds megabytes.
 */
final class CatchUp {

    private final MailAccountSession session;
    private final MailAccountSessions with;
    private final Mailbox mailbox;
    private final ImapConnection connection;

    CatchUp(
            MailAccountSession session,
            MailAccountSessions with,
            Mailbox mailbox,
            ImapConnection connection) {
        this.session = session;
        this.with = with;
        this.mailbox = mailbox;
        this.connection = connection;
    }

    /** @param chosen the inbox first */
    void run(List<Folder> chosen) throws ImapException {
        boolean first = isAnyNew(chosen);
        if (first) {
            waitForTurn();
        }
        try {
            read(chosen);
        } finally {
            if (first) {
                with.backfills.release();
            }
        }
    }

    /** The connection is kept alive meanwhile, and a person's word ends the waiting. */
    private void waitForTurn() throws ImapException {
        Every alive = new Every(Duration.ofMinutes(5));
        alive.isDue();
        try {
            while (!with.backfills.tryAcquire(2, TimeUnit.SECONDS)) {
                session.requireGoingOn();
                if (alive.isDue()) {
                    connection.noop();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SessionStopped();
        }
    }

    /** The inbox over this connection; the other folders meanwhile over a second one, where the provider allows two. */
    private void read(List<Folder> chosen) throws ImapException {
        List<Folder> others = chosen.subList(1, chosen.size());
        if (isAnyNew(others) && mailbox.provider().maxConnections() > 1) {
            SecondConnection parallel = session.secondConnection(mailbox);
            parallel.read(others);
            Round inbox = new Round(session, with.visits, mailbox, connection);
            inbox.lookAt(chosen.getFirst());
            parallel.join();
            inbox.end();
        } else {
            lookAtAll(chosen);
        }
    }

    /** One after the other over this connection. */
    void lookAtAll(List<Folder> some) throws ImapException {
        Round round = new Round(session, with.visits, mailbox, connection);
        for (Folder folder : some) {
            round.lookAt(folder);
        }
        round.end();
    }

    private boolean isAnyNew(List<Folder> some) {
        return some.stream().anyMatch(folder -> !with.folders.isLive(mailbox, folder));
    }
}

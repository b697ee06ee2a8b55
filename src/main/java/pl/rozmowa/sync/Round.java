package pl.rozmowa.sync;

import java.util.ArrayList;
import java.util.List;
import pl.rozmowa.account.Folder;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;

/**
 * One look at several folders. What is new in any of them is known before anything is taken for gone in one: so a message that was
 * moved from folder to folder is never missing in between.
 */
final class Round {

    private final MailAccountSession session;
    private final FolderVisits visits;
    private final Mailbox mailbox;
    private final ImapConnection connection;
    private final List<Folder> left = new ArrayList<>();

    Round(
            MailAccountSession session,
            FolderVisits visits,
            Mailbox mailbox,
            ImapConnection connection) {
        this.session = session;
        this.visits = visits;
        this.mailbox = mailbox;
        this.connection = connection;
    }

    /** Reads the folder; where messages are gone, that is left for {@link #end}. */
    void lookAt(Folder folder) throws ImapException {
        session.requireGoingOn();
        if (visits.bringUpToDate(mailbox, folder, connection, Expunges.LEAVE)) {
            left.add(folder);
        }
    }

    boolean hasLeftSomething() {
        return !left.isEmpty();
    }

    /** Every other folder has been looked at: what is still missing is gone. */
    void end() throws ImapException {
        for (Folder folder : left) {
            session.requireGoingOn();
            visits.bringUpToDate(mailbox, folder, connection, Expunges.APPLY);
        }
        left.clear();
    }
}

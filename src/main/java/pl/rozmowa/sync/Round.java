package pl.rozmowa.sync;

import java.util.LinkedHashMap;
import java.util.Map;
import pl.rozmowa.account.Folder;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;
import pl.rozmowa.imap.UidSet;

/**
 * One look at several folders. What is new in any of them is known before anything is taken for gone in one: so a message that was
 * moved from folder to folder is never missing in between.
 */
final class Round {

    private final MailAccountSession session;
    private final FolderVisits visits;
    private final Mailbox mailbox;
    private final ImapConnection connection;
    private final Map<Folder, UidSet> left = new LinkedHashMap<>();

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

    /** Reads the folder; what is missing in it is left for {@link #end}. */
    void lookAt(Folder folder) throws ImapException {
        look(folder, UidSet.empty());
    }

    boolean hasLeftSomething() {
        return !left.isEmpty();
    }

    /**
     * Every other folder has been looked at: what was missing before that and is missing still, is gone. What has gone missing since is
     * left again.
     */
    void end() throws ImapException {
        Map<Folder, UidSet> missing = Map.copyOf(left);
        left.clear();
        for (Map.Entry<Folder, UidSet> entry : missing.entrySet()) {
            look(entry.getKey(), entry.getValue());
        }
    }

    private void look(Folder folder, UidSet mayGo) throws ImapException {
        session.requireGoingOn();
        UidSet missing = visits.bringUpToDate(mailbox, folder, connection, mayGo);
        if (!missing.isEmpty()) {
            left.merge(folder, missing, UidSet::plus);
        }
    }
}

package pl.rozmowa.sync;

import org.springframework.stereotype.Component;
import pl.rozmowa.account.Folder;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;
import pl.rozmowa.imap.SelectedFolder;
import pl.rozmowa.imap.UidSet;

/** Counts, at each listing of a window, what the server holds beyond it: so that its count of the window is known between listings too. */
@Component
class WindowCount {

    private final PlacementTable placements;
    private final AskedTable cursors;

    WindowCount(PlacementTable placements, AskedTable cursors) {
        this.placements = placements;
        this.cursors = cursors;
    }

    /**
     * How many messages the server holds in the opened folder beyond those that are followed. What is followed though it is older than the
     * window (it was moved there) is asked for by UID: the number is the server's alone.
     *
     * @param listed what the server just listed of the window
     */
    long outside(
            Mailbox mailbox,
            Folder folder,
            ImapConnection connection,
            SelectedFolder opened,
            UidSet listed)
            throws ImapException {
        UidSet snapshot =
                opened.uidNext() > 1 ? listed.and(UidSet.range(1, opened.uidNext() - 1)) : listed;
        UidSet older =
                UidSet.of(
                                placements
                                        .known(
                                                mailbox.projectId(),
                                                folder.id(),
                                                opened.uidValidity())
                                        .keySet())
                        .minus(listed);
        UidSet there = older.isEmpty() ? older : connection.searchUids(older);
        return Math.max(0, opened.exists() - snapshot.size() - there.size());
    }

    /** Inside the transaction that writes the listing down. */
    void note(Mailbox mailbox, Folder folder, long outside) {
        cursors.counted(mailbox.projectId(), folder.id(), outside);
    }
}

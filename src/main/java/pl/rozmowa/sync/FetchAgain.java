package pl.rozmowa.sync;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.Folder;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;
import pl.rozmowa.imap.SelectedFolder;
import pl.rozmowa.imap.UidSet;

/**
 * What a person asked of a folder: to list it again from some day, to add what is missing, and to try what was set aside. A day before the
 * window moves the folder's window back to it, so that the daily comparison covers it from then on.
 */
@Component
class FetchAgain {

    private final AskedTable asked;
    private final CursorTable cursors;
    private final WindowCount count;
    private final PageWriter.Tools tools;

    FetchAgain(AskedTable asked, CursorTable cursors, WindowCount count, PageWriter.Tools tools) {
        this.asked = asked;
        this.cursors = cursors;
        this.count = count;
        this.tools = tools;
    }

    /** There may be as much to read as at the first time. */
    boolean isToBeListed(Mailbox mailbox, Folder folder) {
        return asked.find(mailbox.projectId(), folder.id())
                .map(AskedTable.Asked::since)
                .isPresent();
    }

    /** Does what was asked of the opened folder, if anything was; the request ends with the very commit that lists what is missing. */
    FolderCursor have(
            Mailbox mailbox,
            Folder folder,
            ImapConnection connection,
            SelectedFolder opened,
            FolderCursor cursor)
            throws ImapException {
        Optional<AskedTable.Asked> request = asked.find(mailbox.projectId(), folder.id());
        if (request.isEmpty()) {
            return cursor;
        }
        LocalDate since = request.get().since();
        if (since == null) {
            // What is to be tried once more was put back among the listed when it was asked for.
            tools.guarded(
                    mailbox,
                    folder,
                    () -> asked.done(mailbox.projectId(), folder.id(), request.get()));
            return cursor;
        }
        FolderCursor reaching = cursor.reachingBackTo(since);
        UidSet listed =
                opened.exists() == 0
                        ? UidSet.empty()
                        : connection
                                .searchSince(reaching.since())
                                .and(UidSet.range(1, cursor.uidNext() - 1));
        long outside = count.outside(mailbox, folder, connection, opened, listed);
        tools.guarded(
                mailbox,
                folder,
                () -> {
                    tools.placements()
                            .list(
                                    mailbox.projectId(),
                                    folder.id(),
                                    cursor.uidValidity(),
                                    WindowListing.boxed(listed));
                    cursors.save(mailbox.projectId(), reaching);
                    count.note(mailbox, folder, outside);
                    asked.retry(mailbox.projectId(), folder.id(), cursor.uidValidity());
                    asked.done(mailbox.projectId(), folder.id(), request.get());
                });
        return reaching;
    }
}

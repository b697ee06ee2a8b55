package pl.rozmowa.sync;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.Folder;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;
import pl.rozmowa.imap.SelectedFolder;
import pl.rozmowa.imap.UidSet;

/** Which UIDs of a folder lie in the window: each becomes a row, and those rows are what the rest of the work goes by. */
@Component
class WindowListing {

    private final CursorTable cursors;
    private final PlacementTable placements;
    private final WindowCount count;
    private final PageWriter.Tools tools;
    private final Clock clock;

    WindowListing(
            CursorTable cursors,
            PlacementTable placements,
            WindowCount count,
            PageWriter.Tools tools,
            Clock clock) {
        this.cursors = cursors;
        this.placements = placements;
        this.count = count;
        this.tools = tools;
        this.clock = clock;
    }

    /** The window was made longer since the folder was listed. */
    boolean isWidened(Mailbox mailbox, FolderCursor cursor) {
        return since(mailbox).isBefore(cursor.since());
    }

    /** Snapshot first, then the listing: what arrives in between has a UID at or above the snapshot's UIDNEXT. */
    FolderCursor list(
            Mailbox mailbox,
            Folder folder,
            ImapConnection connection,
            SelectedFolder opened,
            Optional<FolderCursor> known)
            throws ImapException {
        LocalDate since = earliest(since(mailbox), known);
        UidSet listed = opened.exists() == 0 ? UidSet.empty() : connection.searchSince(since);
        long outside = count.outside(mailbox, folder, connection, opened, listed);
        FolderCursor cursor =
                new FolderCursor(
                        folder.id(),
                        Renumbering.happened(known, opened)
                                ? FolderCursor.State.REMAPPING
                                : FolderCursor.State.LISTED,
                        opened.uidValidity(),
                        Math.max(opened.uidNext(), listed.last() + 1),
                        opened.highestModseq() > 0 ? opened.highestModseq() : null,
                        (int) opened.exists(),
                        since,
                        0,
                        null,
                        null,
                        clock.instant());
        // A wider window changes nothing about what is known already: there the former snapshot
        // still counts.
        FolderCursor kept =
                known.filter(former -> former.uidValidity() == opened.uidValidity())
                        .map(cursor::withSnapshotOf)
                        .orElse(cursor);
        tools.guarded(
                mailbox,
                folder,
                () -> {
                    placements.list(
                            mailbox.projectId(), folder.id(), opened.uidValidity(), boxed(listed));
                    cursors.save(mailbox.projectId(), kept);
                    count.note(mailbox, folder, outside);
                    cursors.reconciled(mailbox.projectId(), folder.id(), clock.instant(), 0);
                });
        return kept;
    }

    /** @param arrived how many UIDs came since the snapshot */
    record Listed(FolderCursor cursor, int arrived) {}

    /** What came since the snapshot. */
    Listed listNew(
            Mailbox mailbox,
            Folder folder,
            ImapConnection connection,
            SelectedFolder opened,
            FolderCursor cursor)
            throws ImapException {
        if (opened.uidNext() > 0 && opened.uidNext() <= cursor.uidNext()) {
            return new Listed(cursor, 0);
        }
        UidSet fresh = connection.searchUids(UidSet.range(cursor.uidNext(), UidSet.MAX_UID));
        FolderCursor next = cursor.withUidNext(Math.max(opened.uidNext(), fresh.last() + 1));
        tools.guarded(
                mailbox,
                folder,
                () -> {
                    placements.list(
                            mailbox.projectId(), folder.id(), cursor.uidValidity(), boxed(fresh));
                    cursors.save(mailbox.projectId(), next);
                });
        return new Listed(next, (int) fresh.size());
    }

    /**
     * UIDs of the window that the server has and we don't: never listed, or taken for gone by mistake.
     *
     * @return how many
     */
    int listForgotten(
            Mailbox mailbox,
            Folder folder,
            ImapConnection connection,
            SelectedFolder opened,
            FolderCursor cursor)
            throws ImapException {
        UidSet listed =
                connection.searchSince(cursor.since()).and(UidSet.range(1, cursor.uidNext() - 1));
        long outside = count.outside(mailbox, folder, connection, opened, listed);
        AtomicInteger found = new AtomicInteger();
        tools.guarded(
                mailbox,
                folder,
                () -> {
                    found.set(
                            placements.list(
                                    mailbox.projectId(),
                                    folder.id(),
                                    cursor.uidValidity(),
                                    boxed(listed)));
                    count.note(mailbox, folder, outside);
                });
        return found.get();
    }

    /**
     * The window's first day, one day earlier than promised: SINCE knows only dates, and in the server's own zone (RFC 9051
     * §6.4.4). It is counted from the day the mailbox was connected, so that it doesn't shrink as days pass.
     */
    private static LocalDate since(Mailbox mailbox) {
        return mailbox.account()
                .connectedAt()
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .minusDays(mailbox.account().windowDays() + 1L);
    }

    /** A window that somebody moved further back stays there, also when the folder is numbered anew. */
    private static LocalDate earliest(LocalDate since, Optional<FolderCursor> known) {
        return known.map(FolderCursor::since)
                .filter(former -> !former.equals(LocalDate.MIN) && former.isBefore(since))
                .orElse(since);
    }

    static List<Long> boxed(UidSet uids) {
        List<Long> list = new ArrayList<>();
        uids.forEach(list::add);
        return list;
    }
}

package pl.rozmowa.sync;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.imap.SelectedFolder;

/**
 * Where the synchronisation of one folder stands.
 *
 * @param uidNext every UID below it that lies in the window has a placement row
 * @param highestModseq changes up to it are applied; null where the server keeps none (RFC 7162)
 * @param serverCount messages that the server said the folder holds; {@link #UNKNOWN} between a listing and its settling
 * @param since first day of the window, as given to SEARCH SINCE
 * @param failures refusals of the folder in a row; three park it
 * @param flagsAt when the flags of the whole window were last compared; null: never, or the server keeps a MODSEQ
 * @param reconciledAt when the whole window was last compared with the server; null: not since it was first read
 */
record FolderCursor(
        UUID folderId,
        State state,
        long uidValidity,
        long uidNext,
        @Nullable Long highestModseq,
        int serverCount,
        LocalDate since,
        int failures,
        @Nullable Instant parkedUntil,
        @Nullable Instant flagsAt,
        @Nullable Instant reconciledAt) {

    static final int UNKNOWN = -1;

    /** The way of a folder. */
    enum State {
        /** The window is listed; not everything in it is fetched yet. */
        LISTED,
        /** Renumbered by the server; its emails are being recognised, what isn't is fetched after. */
        REMAPPING,
        /** Everything listed is settled; from here on only what changes is read. */
        LIVE,
        /** The server refused to open it three times: left alone for six hours. */
        PARKED
    }

    /** Has anything come or gone since the snapshot? Flags may have changed all the same. */
    boolean differsFrom(SelectedFolder opened) {
        return opened.exists() != serverCount || opened.uidNext() != uidNext;
    }

    /** Does the server say that everything is as in the snapshot? Then whatever differs is our mistake, or its. */
    boolean saysNothingChanged(SelectedFolder opened) {
        return !differsFrom(opened)
                && highestModseq != null
                && highestModseq == opened.highestModseq();
    }

    /** This listing, with the changes still to be looked for that happened since a former one. */
    FolderCursor withSnapshotOf(FolderCursor former) {
        return new FolderCursor(
                folderId,
                state,
                uidValidity,
                uidNext,
                former.highestModseq,
                former.serverCount,
                since,
                failures,
                parkedUntil,
                flagsAt,
                reconciledAt);
    }

    /**
     * What is new up to here has been applied, and what is gone has not: the former MODSEQ stays, and the count says nothing until it has.
     */
    FolderCursor withoutWhatIsGone(FolderCursor former) {
        return new FolderCursor(
                folderId,
                state,
                uidValidity,
                uidNext,
                former.highestModseq,
                UNKNOWN,
                since,
                failures,
                parkedUntil,
                flagsAt,
                reconciledAt);
    }

    /** New UIDs are listed: from here to the settling the count says nothing, whatever cuts the round off. */
    FolderCursor withUidNext(long next) {
        return new FolderCursor(
                folderId,
                state,
                uidValidity,
                next,
                highestModseq,
                UNKNOWN,
                since,
                failures,
                parkedUntil,
                flagsAt,
                reconciledAt);
    }

    /** The same with a window that begins on that day, where it doesn't reach further back already. */
    FolderCursor reachingBackTo(LocalDate day) {
        if (!since.equals(LocalDate.MIN) && !day.isBefore(since)) {
            return this;
        }
        return new FolderCursor(
                folderId,
                state,
                uidValidity,
                uidNext,
                highestModseq,
                serverCount,
                day,
                failures,
                parkedUntil,
                flagsAt,
                reconciledAt);
    }

    /** The folder as it is once everything up to the given snapshot has been applied. */
    FolderCursor live(int count, long modseq) {
        return new FolderCursor(
                folderId,
                State.LIVE,
                uidValidity,
                uidNext,
                modseq > 0 ? modseq : null,
                count,
                since,
                0,
                null,
                flagsAt,
                reconciledAt);
    }

    /**
     * The folder once everything listed in its own snapshot has been fetched. What changed after that snapshot is for the next round to
     * find, so the snapshot stays.
     */
    FolderCursor caughtUp() {
        return live(serverCount, highestModseq == null ? 0 : highestModseq);
    }
}

package pl.rozmowa.sync;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the synchronisation of one folder stands.
 *
 * @param uidNext every UID below it that lies in the window has a placement row
 * @param highestModseq changes up to it are applied; null where the server keeps none (RFC 7162)
 * @param serverCount messages that the server said the folder holds
 * @param since first day of the window, as given to SEARCH SINCE
 * @param failures refusals of the folder in a row; three park it
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
        @Nullable Instant parkedUntil) {

    /** The way of a folder. */
    enum State {
        /** The window is listed; not everything in it is fetched yet. */
        LISTED,
        /** Everything listed is settled; from here on only what changes is read. */
        LIVE,
        /** The server refused to open it three times: left alone for six hours. */
        PARKED
    }

    FolderCursor withUidNext(long next) {
        return new FolderCursor(
                folderId,
                state,
                uidValidity,
                next,
                highestModseq,
                serverCount,
                since,
                failures,
                parkedUntil);
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
                null);
    }
}

package pl.rozmowa.sync;

import java.time.Instant;
import java.util.Objects;
import pl.rozmowa.imap.FolderStatus;

/**
 * Where a folder stands, as far as deciding whether to open it goes.
 *
 * @param owed something is to be done in it whatever the server says: listed and not fetched, failed and to be tried again, or asked for
 */
record Standing(FolderCursor cursor, boolean owed) {

    boolean isParked(Instant now) {
        Instant until = cursor.parkedUntil();
        return until != null && until.isAfter(now);
    }

    /** Do the folder's counters tell anything that isn't known yet? Without MODSEQ they are silent about flags: those are due by time. */
    boolean hasNews(FolderStatus status, Instant now) {
        return owed
                || cursor.state() != FolderCursor.State.LIVE
                || status.uidValidity() != cursor.uidValidity()
                || status.uidNext() < 0
                || status.uidNext() > cursor.uidNext()
                || status.messages() != cursor.serverCount()
                || (status.highestModseq() > 0
                        ? !Objects.equals(status.highestModseq(), cursor.highestModseq())
                        : !FolderChanges.areFresh(cursor, now));
    }
}

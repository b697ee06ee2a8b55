package pl.rozmowa.sync;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a folder is doing, as people are told. */
enum FolderStanding {
    /** Not looked at yet. */
    WAITING,
    /** Something in the window is still to be fetched. */
    READING,
    /** Everything in the window is settled. */
    UP_TO_DATE,
    /** The server numbered its messages anew: they are matched with those we have. */
    REMAPPING,
    /** Refused too often in a row: left alone for some hours. */
    PARKED,
    /** No longer on the server. */
    VANISHED;

    /** The word in the API. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What the rows say, in one word.
     *
     * @param cursor the cursor's state; null where there is none
     * @param waiting messages that are listed and not fetched
     */
    static FolderStanding of(
            boolean vanished,
            @Nullable String cursor,
            long uidValidity,
            @Nullable Instant parkedUntil,
            int waiting,
            Instant now) {
        if (vanished) {
            return VANISHED;
        }
        if (parkedUntil != null && parkedUntil.isAfter(now)) {
            return PARKED;
        }
        if (cursor == null || uidValidity == 0) {
            return WAITING;
        }
        if (cursor.equals("remapping")) {
            return REMAPPING;
        }
        return cursor.equals("live") && waiting == 0 ? UP_TO_DATE : READING;
    }
}

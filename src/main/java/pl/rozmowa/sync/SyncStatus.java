package pl.rozmowa.sync;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The sync page of one mailbox, as JSON shows it.
 *
 * @param reason failure code behind the state
 * @param since when the mailbox entered its state
 * @param heldBy the name of whoever paused it
 * @param level what the reader may do with the mailbox
 */
record SyncStatus(
        UUID accountId,
        String state,
        @Nullable String reason,
        Instant since,
        @Nullable String heldBy,
        String level,
        Traffic traffic,
        List<OneFolder> folders,
        Quarantine quarantine) {

    /**
     * Octets of one day (UTC).
     *
     * @param dailyLimit what the provider allows in a day; null where nobody knows
     * @param limitConfirmed whether the provider itself says so
     */
    record Traffic(
            LocalDate day,
            long bytesIn,
            long bytesOut,
            @Nullable Long dailyLimit,
            boolean limitConfirmed) {}

    /**
     * One followed folder.
     *
     * @param server messages of the window that the server holds: what it said at the last look, less what lies outside of the window as
     *     of the last comparison; null where it isn't known
     * @param here messages of the window that we hold
     * @param waiting listed and not fetched yet
     * @param failed set aside
     * @param agree whether server and here are known to be the same and nothing waits or is set aside
     * @param windowSince the first day that the listing covered
     * @param lastError failure code of the last refusal since the last success
     * @param refusals in a row
     * @param comparedAt when the whole window was last compared
     * @param drift differences that this comparison found and mended
     * @param askedAt when somebody asked for another look that hasn't been had yet
     * @param askedSince from which day on
     */
    record OneFolder(
            UUID id,
            String name,
            String role,
            String state,
            @Nullable Integer server,
            int here,
            int waiting,
            int failed,
            boolean agree,
            @Nullable LocalDate windowSince,
            @Nullable Instant parkedUntil,
            @Nullable Instant lastSuccess,
            @Nullable String lastError,
            int refusals,
            @Nullable Instant comparedAt,
            int drift,
            @Nullable Instant askedAt,
            @Nullable LocalDate askedSince,
            Details details) {}

    /** What only somebody who debugs wants to see. */
    record Details(
            String wireName,
            long uidValidity,
            long uidNext,
            @Nullable Long highestModseq,
            @Nullable Integer serverTotal) {}

    /** @param total all of them; the items are the newest */
    record Quarantine(int total, List<Item> items) {}

    /**
     * A message that is set aside.
     *
     * @param nextTry when it is tried again by itself
     */
    record Item(
            UUID folderId,
            String folder,
            String role,
            long uidValidity,
            long uid,
            String reason,
            Instant at,
            int attempts,
            Instant nextTry) {}
}

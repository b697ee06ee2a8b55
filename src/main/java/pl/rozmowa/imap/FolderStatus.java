package pl.rozmowa.imap;

/**
 * The counters of a folder (RFC 9051 §7.3.4, RFC 7162 §3.1.2.1); -1 where the server did not say.
 *
 * @param wireName as {@link FolderListing#wireName}
 */
public record FolderStatus(
        String wireName,
        long messages,
        long uidNext,
        long uidValidity,
        long unseen,
        long highestModseq) {}

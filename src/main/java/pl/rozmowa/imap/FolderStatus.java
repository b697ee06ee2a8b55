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
        long highestModseq) {

    FolderStatus called(String otherName) {
        return new FolderStatus(otherName, messages, uidNext, uidValidity, unseen, highestModseq);
    }

    /** What was said later counts where it says anything: NOTIFY (RFC 5465 §5) names only the counters that changed. */
    FolderStatus then(FolderStatus later) {
        return new FolderStatus(
                wireName,
                later.messages < 0 ? messages : later.messages,
                later.uidNext < 0 ? uidNext : later.uidNext,
                later.uidValidity < 0 ? uidValidity : later.uidValidity,
                later.unseen < 0 ? unseen : later.unseen,
                later.highestModseq < 0 ? highestModseq : later.highestModseq);
    }
}

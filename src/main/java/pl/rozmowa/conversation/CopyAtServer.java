package pl.rozmowa.conversation;

import java.util.Set;
import java.util.UUID;
import pl.rozmowa.account.FolderRole;

/**
 * One copy of an email at its server, as far as it is known.
 *
 * @param role what its folder counts as
 * @param flags as the server last told them
 */
public record CopyAtServer(
        UUID emailId,
        UUID folderId,
        FolderRole role,
        long uidValidity,
        long uid,
        Set<String> flags) {

    /** Flags are compared without regard to case (RFC 9051 §2.3.2). */
    public boolean has(String flag) {
        return flags.stream().anyMatch(flag::equalsIgnoreCase);
    }
}

package pl.rozmowa.conversation;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import pl.rozmowa.account.FolderRole;

/**
 * Emails of one folder, at most 500, that are stored together or not at all.
 *
 * @param ownAddressKeys the mailbox's address and its aliases, as {@code EmailAddress.key()} makes them
 * @param folderRole what the folder counts as
 * @param backfill older than the connection: nobody is told message by message
 */
public record ReceivedPage(
        UUID projectId,
        UUID accountId,
        Set<String> ownAddressKeys,
        UUID folderId,
        FolderRole folderRole,
        long uidValidity,
        boolean backfill,
        List<ReceivedEmail> emails) {

    /** The same place, with these emails only. */
    ReceivedPage with(List<ReceivedEmail> some) {
        return new ReceivedPage(
                projectId,
                accountId,
                ownAddressKeys,
                folderId,
                folderRole,
                uidValidity,
                backfill,
                some);
    }
}

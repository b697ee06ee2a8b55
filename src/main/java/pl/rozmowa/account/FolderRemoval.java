package pl.rozmowa.account;

import java.util.Set;
import java.util.UUID;

/** A room above that keeps something of single folders. */
public interface FolderRemoval {

    /**
     * Called in the open transaction when the user no longer wants these folders nor what came from them: forget where
     * they stand, their placements, and the emails and conversations that have no other placement.
     */
    void removing(UUID projectId, UUID accountId, Set<UUID> folderIds);
}

package pl.rozmowa.sync;

import java.util.UUID;

/** The folder is no longer followed: what is under way in it must be dropped, and the session looks at the mailbox anew. */
final class FolderDropped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FolderDropped(UUID folderId) {
        super("folder " + folderId + " is no longer followed");
    }
}

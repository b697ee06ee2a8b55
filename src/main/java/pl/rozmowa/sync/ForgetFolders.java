package pl.rozmowa.sync;

import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.FolderRemoval;

/** A folder whose mail was removed is read from the beginning when it is chosen again: where it stood is forgotten. */
@Component
class ForgetFolders implements FolderRemoval {

    private final CursorTable cursors;

    ForgetFolders(CursorTable cursors) {
        this.cursors = cursors;
    }

    @Override
    public void removing(UUID projectId, UUID accountId, Set<UUID> folderIds) {
        cursors.forget(projectId, folderIds);
    }
}

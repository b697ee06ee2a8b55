package pl.rozmowa.account;

import java.util.UUID;
import org.springframework.stereotype.Service;
import pl.rozmowa.team.CurrentMember;

/** The folder tree, for whoever may choose from it. */
@Service
class FolderList {

    private final Access access;
    private final FolderTable folders;

    FolderList(Access access, FolderTable folders) {
        this.access = access;
        this.folders = folders;
    }

    FolderTree tree(CurrentMember who, UUID accountId) {
        access.manages(who, accountId);
        return FolderTree.of(folders.of(who.projectId(), accountId));
    }
}

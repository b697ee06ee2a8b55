package pl.rozmowa.account;

import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.team.CurrentMember;

/** The folder tree, for whoever may choose from it. */
@Service
class FolderList {

    private final TransactionTemplate transaction;
    private final Access access;
    private final FolderTable folders;

    FolderList(TransactionTemplate transaction, Access access, FolderTable folders) {
        this.transaction = transaction;
        this.access = access;
        this.folders = folders;
    }

    FolderTree tree(CurrentMember who, UUID accountId) {
        return transaction.execute(tx -> {
            access.managed(who, accountId);
            return FolderTree.of(folders.of(who.projectId(), accountId));
        });
    }
}

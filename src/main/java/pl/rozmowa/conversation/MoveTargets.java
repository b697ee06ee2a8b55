package pl.rozmowa.conversation;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.account.Folder;
import pl.rozmowa.account.MailAccounts;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/** The folders into which a conversation may be moved. */
@Component
class MoveTargets {

    private final ConversationQuery query;
    private final MailAccounts accounts;

    MoveTargets(ConversationQuery query, MailAccounts accounts) {
        this.query = query;
        this.accounts = accounts;
    }

    record Target(UUID id, String name, String role, List<String> path) {}

    @Transactional(readOnly = true)
    public List<Target> of(CurrentMember who, UUID conversationId) {
        ConversationQuery.Head head =
                query.head(who.projectId(), who.memberId(), conversationId)
                        .orElseThrow(Problem::notFound);
        if (head.level().equals("read")) {
            throw Problem.forbidden();
        }
        return accounts.folders(who.projectId(), head.accountId()).stream()
                .filter(folder -> folder.selectable() && !folder.vanished())
                .filter(MoveTargets::isOffered)
                .map(folder ->
                        new Target(folder.id(), folder.name(), folder.role().key(), folder.path()))
                .toList();
    }

    /** Nobody files a client's letter among drafts or among what was sent; the bin and the archive have buttons of their own. */
    static boolean isOffered(Folder folder) {
        return switch (folder.role()) {
            case OTHER, JUNK -> true;
            case INBOX, SENT, DRAFTS, TRASH, ARCHIVE, ALL -> false;
        };
    }
}

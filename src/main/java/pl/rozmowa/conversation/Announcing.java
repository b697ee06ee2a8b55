package pl.rozmowa.conversation;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;

/** Tells open pages what changed, after the commit; many changes at once become a single word about the mailbox. */
@Component
class Announcing {

    /** Beyond this many, looking again is cheaper than hearing of each. */
    private static final int ONE_BY_ONE = 20;

    private final LiveUpdates live;

    Announcing(LiveUpdates live) {
        this.live = live;
    }

    void arrived(ReceivedPage page, Collection<UUID> conversations) {
        if (page.backfill() && !conversations.isEmpty()) {
            account(page.projectId(), page.accountId());
        } else {
            changed(page.projectId(), page.accountId(), conversations);
        }
    }

    void changed(UUID projectId, UUID accountId, Collection<UUID> conversations) {
        if (conversations.size() > ONE_BY_ONE) {
            account(projectId, accountId);
            return;
        }
        conversations.forEach(
                id -> live.publish(LiveEvent.ofConversation(projectId, accountId, id)));
    }

    /** Only the member who read it has other pages to bring up to date. */
    void read(UUID projectId, UUID accountId, UUID conversationId, UUID memberId) {
        live.publish(
                new LiveEvent(projectId, "read", accountId, conversationId, memberId, Map.of()));
    }

    private void account(UUID projectId, UUID accountId) {
        live.publish(
                new LiveEvent(
                        projectId,
                        "account",
                        accountId,
                        null,
                        null,
                        Map.of("changed", "conversations")));
    }
}

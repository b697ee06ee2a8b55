package pl.rozmowa.conversation;

import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.LiveAudience;
import pl.rozmowa.platform.LiveEvent;

/** An event about a conversation or a mailbox is told to those who may see it when it happens, to nobody else. */
@Component
class ConversationAudience implements LiveAudience {

    private final ConversationQuery query;

    ConversationAudience(ConversationQuery query) {
        this.query = query;
    }

    @Override
    public boolean decides(LiveEvent event) {
        return event.conversationId() != null || event.accountId() != null;
    }

    @Override
    public Set<UUID> among(LiveEvent event, Set<UUID> memberIds) {
        UUID conversation = event.conversationId();
        if (conversation != null) {
            return query.reachingConversation(event.projectId(), conversation, memberIds);
        }
        UUID account = event.accountId();
        return account == null
                ? Set.of()
                : query.reachingAccount(event.projectId(), account, memberIds);
    }
}

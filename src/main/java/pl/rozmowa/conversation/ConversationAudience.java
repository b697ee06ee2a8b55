package pl.rozmowa.conversation;

import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.LiveAudience;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveRecipient;

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
    public boolean maySee(LiveRecipient recipient, LiveEvent event) {
        UUID project = recipient.projectId();
        UUID member = recipient.memberId();
        if (!project.equals(event.projectId())) {
            return false;
        }
        UUID conversation = event.conversationId();
        if (conversation != null) {
            return query.reachesConversation(project, member, conversation);
        }
        UUID account = event.accountId();
        return account != null && query.reachesAccount(project, member, account);
    }
}

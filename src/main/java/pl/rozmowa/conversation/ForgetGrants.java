package pl.rozmowa.conversation;

import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.team.MemberRemoval;

/** Conversations that were opened to somebody who leaves the project are closed to them again. */
@Component
class ForgetGrants implements MemberRemoval {

    private final ConversationTable conversations;

    ForgetGrants(ConversationTable conversations) {
        this.conversations = conversations;
    }

    @Override
    public void removing(UUID projectId, UUID memberId) {
        conversations.revokeAll(projectId, memberId);
    }
}

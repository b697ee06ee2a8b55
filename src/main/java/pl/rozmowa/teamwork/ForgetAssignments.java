package pl.rozmowa.teamwork;

import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.team.MemberRemoval;

/** What somebody who leaves was responsible for, conversations and clients, is nobody's again, and shows as unassigned; their own views go. */
@Component
class ForgetAssignments implements MemberRemoval {

    private final ConversationMemberTable table;
    private final SavedViewTable views;
    private final ClientOwnerTable clients;

    ForgetAssignments(
            ConversationMemberTable table, SavedViewTable views, ClientOwnerTable clients) {
        this.table = table;
        this.views = views;
        this.clients = clients;
    }

    @Override
    public void removing(UUID projectId, UUID memberId) {
        table.forget(projectId, memberId);
        views.forget(projectId, memberId);
        clients.forget(projectId, memberId);
    }
}

package pl.rozmowa.teamwork;

import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.team.MemberRemoval;

/** What somebody who leaves was responsible for is nobody's again, and shows as unassigned; their own views go. */
@Component
class ForgetAssignments implements MemberRemoval {

    private final ConversationMemberTable table;
    private final SavedViewTable views;

    ForgetAssignments(ConversationMemberTable table, SavedViewTable views) {
        this.table = table;
        this.views = views;
    }

    @Override
    public void removing(UUID projectId, UUID memberId) {
        table.forget(projectId, memberId);
        views.forget(projectId, memberId);
    }
}

package pl.rozmowa.sharing;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.conversation.ReachQuery;
import pl.rozmowa.conversation.Reached;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;
import pl.rozmowa.team.Role;

/** What a member may know and do about who sees a conversation. */
@Component
class SharedConversation {

    private final ReachQuery reach;
    private final ViewersQuery viewers;
    private final RequestTable requests;
    private final InvitationLetters letters;
    private final Clock clock;

    SharedConversation(
            ReachQuery reach,
            ViewersQuery viewers,
            RequestTable requests,
            InvitationLetters letters,
            Clock clock) {
        this.reach = reach;
        this.viewers = viewers;
        this.requests = requests;
        this.letters = letters;
        this.clock = clock;
    }

    /** @throws Problem {@code not_found} also where the conversation exists and may not be seen */
    @Transactional(readOnly = true)
    public WhoSees whoSees(CurrentMember me, UUID conversationId) {
        Reached reached = reached(me, conversationId);
        UUID project = me.projectId();
        UUID id = reached.conversationId();
        List<ViewersQuery.Viewer> who = viewers.viewers(project, me.memberId(), id);
        return new WhoSees(
                who,
                viewers.pending(project, me.memberId(), id, clock.instant()),
                requests.openOf(project, me.memberId(), id),
                reached.mayShare(),
                reached.mayShare() && mayInvite(me),
                reached.mayShare() && letters.canSend(project, reached.accountId()));
    }

    /** 404 for what the member does not see. */
    Reached reached(CurrentMember me, UUID conversationId) {
        return reach.find(me.projectId(), me.memberId(), conversationId)
                .orElseThrow(Problem::notFound);
    }

    /** The same, and nobody else changes it or joins it with another until the open transaction ends. */
    Reached held(CurrentMember me, UUID conversationId) {
        return reach.hold(me.projectId(), me.memberId(), conversationId)
                .orElseThrow(Problem::notFound);
    }

    /** 404 for what the member does not see, 403 for what they may not open to others. */
    Reached mine(CurrentMember me, UUID conversationId) {
        Reached reached = held(me, conversationId);
        if (!reached.mayShare()) {
            throw Problem.forbidden();
        }
        return reached;
    }

    /** People from outside become members of the project, if only as guests: that is for those who manage members. */
    static boolean mayInvite(CurrentMember me) {
        return me.role().managesMembers() && me.role() != Role.GUEST;
    }
}

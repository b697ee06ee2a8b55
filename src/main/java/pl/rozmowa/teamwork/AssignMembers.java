package pl.rozmowa.teamwork;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.account.AccessLevel;
import pl.rozmowa.conversation.History;
import pl.rozmowa.conversation.ReachQuery;
import pl.rozmowa.conversation.Reached;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.sharing.GiveAccess;
import pl.rozmowa.team.CurrentMember;
import pl.rozmowa.team.Member;
import pl.rozmowa.team.Members;

/**
 * Says who is responsible for a conversation, and who else works on it. Whoever is named so and does not reach the conversation is let
 * into it, if the one who names them may share it.
 */
@Component
class AssignMembers {

    private final ReachQuery reach;
    private final Members members;
    private final TeamStateTable states;
    private final ConversationMemberTable table;
    private final GiveAccess access;
    private final History history;
    private final LiveUpdates live;

    AssignMembers(
            ReachQuery reach,
            Members members,
            TeamStateTable states,
            ConversationMemberTable table,
            GiveAccess access,
            History history,
            LiveUpdates live) {
        this.reach = reach;
        this.members = members;
        this.states = states;
        this.table = table;
        this.access = access;
        this.history = history;
        this.live = live;
    }

    /**
     * @param memberId null: nobody
     * @throws Problem {@code not_found}, {@code forbidden}, {@code member_gone}, {@code cannot_let_in}
     */
    @Transactional
    public void assign(CurrentMember me, UUID conversationId, @Nullable UUID memberId) {
        Reached held = hold(me, conversationId);
        if (memberId != null) {
            letIn(me, held, memberId);
        }
        if (states.assign(held, memberId)) {
            told(held, me, memberId == null ? "unassigned" : "assigned", memberId);
        }
    }

    /** @throws Problem as for {@link #assign} */
    @Transactional
    public void add(CurrentMember me, UUID conversationId, UUID memberId) {
        Reached held = hold(me, conversationId);
        letIn(me, held, memberId);
        if (table.add(held, memberId, me.memberId())) {
            told(held, me, "member_added", memberId);
        }
    }

    /** @throws Problem {@code not_found}, {@code forbidden} */
    @Transactional
    public void remove(CurrentMember me, UUID conversationId, UUID memberId) {
        Reached held =
                reach.hold(me.projectId(), me.memberId(), conversationId)
                        .orElseThrow(Problem::notFound);
        if (!memberId.equals(me.memberId())) {
            held.mayReply();
        }
        if (table.remove(held, memberId)) {
            told(held, me, "member_removed", memberId);
        }
    }

    private Reached hold(CurrentMember me, UUID conversationId) {
        return reach.hold(me.projectId(), me.memberId(), conversationId)
                .orElseThrow(Problem::notFound)
                .mayReply();
    }

    private void letIn(CurrentMember me, Reached held, UUID memberId) {
        Member member =
                members.find(held.projectId(), memberId)
                        .filter(Member::active)
                        .orElseThrow(() -> new Problem("member_gone", 409));
        boolean reaches =
                reach.find(held.projectId(), memberId, held.conversationId())
                        .filter(there -> there.level().includes(AccessLevel.REPLY))
                        .isPresent();
        if (reaches) {
            return;
        }
        if (!held.mayShare()) {
            throw new Problem("cannot_let_in", 403, Map.of("name", member.name()));
        }
        access.give(me, held.conversationId(), List.of(memberId), "reply", null, false);
    }

    private void told(Reached held, CurrentMember me, String verb, @Nullable UUID memberId) {
        history.note(held.projectId(), held.conversationId(), me.memberId(), verb, memberId, null);
        live.publish(
                LiveEvent.ofConversation(
                        held.projectId(), held.accountId(), held.conversationId()));
    }
}

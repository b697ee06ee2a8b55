package pl.rozmowa.teamwork;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.contact.ContactList;
import pl.rozmowa.conversation.Colleague;
import pl.rozmowa.conversation.History;
import pl.rozmowa.conversation.ReachQuery;
import pl.rozmowa.conversation.Reached;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;
import pl.rozmowa.team.Members;
import pl.rozmowa.team.Role;
import pl.rozmowa.teamwork.ClientOwnerTable.Client;

/**
 * Whose client somebody is. The first to answer takes the client on; whoever else answers later is told before, may go on, and that
 * is recorded. It gives nobody access to anything.
 */
@Component
public class ClientOwnership {

    private final ReachQuery reach;
    private final ClientOwnerTable owners;
    private final ContactList contacts;
    private final Members members;
    private final History history;
    private final LiveUpdates live;

    ClientOwnership(
            ReachQuery reach,
            ClientOwnerTable owners,
            ContactList contacts,
            Members members,
            History history,
            LiveUpdates live) {
        this.reach = reach;
        this.owners = owners;
        this.contacts = contacts;
        this.members = members;
        this.history = history;
        this.live = live;
    }

    /** The people outside who take part in a conversation. */
    List<Client> clients(CurrentMember me, UUID conversationId) {
        Reached reached =
                reach.find(me.projectId(), me.memberId(), conversationId)
                        .orElseThrow(Problem::notFound);
        return me.role() == Role.GUEST
                ? owners.clients(reached).stream().map(Client::withoutOwner).toList()
                : owners.clients(reached);
    }

    /**
     * An answer is on its way: those who are nobody's clients yet become the writer's; that somebody else's were answered is recorded.
     * Belongs into the transaction that takes the answer.
     *
     * @param addresses keys of those it goes to
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void answered(
            CurrentMember me, UUID accountId, UUID conversationId, Collection<String> addresses) {
        boolean claimed =
                me.role() != Role.GUEST
                        && owners.claim(me.projectId(), me.memberId(), addresses) > 0;
        if (claimed) {
            note(me, conversationId, "client_claimed", null);
        }
        owners.others(me.projectId(), me.memberId(), addresses)
                .forEach(owner -> note(me, conversationId, "answered_for", owner));
        if (claimed) {
            live.publish(LiveEvent.ofConversation(me.projectId(), accountId, conversationId));
        }
    }

    /** Who looks after a contact that the member sees; null for nobody. */
    @Nullable Colleague owner(CurrentMember me, UUID contactId) {
        if (contacts.find(me.projectId(), me.memberId(), contactId).isEmpty()) {
            throw Problem.notFound();
        }
        return me.role() == Role.GUEST
                ? null
                : owners.owner(me.projectId(), contactId).orElse(null);
    }

    static boolean mayName(CurrentMember me, @Nullable UUID owner) {
        boolean mine = owner == null || owner.equals(me.memberId());
        return me.role() != Role.GUEST && (mine || me.role().managesMembers());
    }

    /**
     * Names who looks after a client.
     *
     * @param memberId null: nobody
     * @throws Problem {@code not_found} for a contact that the member does not see; {@code forbidden} for guests, and for a client of
     *     somebody else unless one runs the project; {@code member_gone}
     */
    @Transactional
    public void name(CurrentMember me, UUID contactId, @Nullable UUID memberId) {
        Colleague now = owner(me, contactId);
        if (!mayName(me, now == null ? null : now.id())) {
            throw Problem.forbidden();
        }
        if (memberId != null && !mayLookAfterClients(me.projectId(), memberId)) {
            throw new Problem("member_gone", 409);
        }
        owners.name(me.projectId(), contactId, memberId);
    }

    private boolean mayLookAfterClients(UUID projectId, UUID memberId) {
        return members.find(projectId, memberId)
                .filter(member -> member.active() && member.role() != Role.GUEST)
                .isPresent();
    }

    private void note(CurrentMember me, UUID conversationId, String verb, @Nullable UUID subject) {
        history.note(me.projectId(), conversationId, me.memberId(), verb, subject, null);
    }
}

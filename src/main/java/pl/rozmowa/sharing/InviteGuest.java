package pl.rozmowa.sharing;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.conversation.Reached;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.platform.Ids;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.Audit;
import pl.rozmowa.team.CurrentMember;
import pl.rozmowa.team.Invite;
import pl.rozmowa.team.Role;

/**
 * Invites somebody from outside to one conversation: they become a guest of the project when they accept, and find it there. An address that
 * belongs to a member already is simply given access.
 */
@Component
class InviteGuest {

    private final SharedConversation shared;
    private final GiveAccess give;
    private final GrantTable grants;
    private final GuestTable guests;
    private final Invite invite;
    private final InvitationLetters letters;
    private final TellOfAccess tell;
    private final Audit audit;
    private final Clock clock;

    InviteGuest(
            SharedConversation shared,
            GiveAccess give,
            GrantTable grants,
            GuestTable guests,
            Invite invite,
            InvitationLetters letters,
            TellOfAccess tell,
            Audit audit,
            Clock clock) {
        this.shared = shared;
        this.give = give;
        this.grants = grants;
        this.guests = guests;
        this.invite = invite;
        this.letters = letters;
        this.tell = tell;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param link shown once; null where the address is a member's, who needs none
     */
    record Invited(@Nullable String link, @Nullable Instant expiresAt) {}

    /** @throws Problem {@code not_found}, {@code forbidden}, {@code too_many_invitations}, {@code mailbox_cannot_send} */
    @Transactional
    public Invited invite(
            CurrentMember me,
            UUID conversationId,
            EmailAddress email,
            String level,
            @Nullable String note,
            boolean mail) {
        shared.reached(me, conversationId);
        if (!SharedConversation.mayInvite(me)) {
            throw Problem.forbidden();
        }
        UUID project = me.projectId();
        invite.oneAtATime(me);
        Reached reached = shared.mine(me, conversationId);
        Optional<UUID> known = grants.memberWith(project, email.key());
        if (known.isPresent()) {
            give.give(me, conversationId, List.of(known.get()), level, note, mail);
            return new Invited(null, null);
        }
        give.mayMail(me, reached, mail);
        Invite.Link link = invite.invite(me, email, Role.GUEST);
        UUID mailId = mail ? Ids.next() : null;
        if (!guests.bind(
                project,
                link.id(),
                reached.conversationId(),
                me.memberId(),
                level,
                note,
                mailId,
                clock.instant())) {
            throw Problem.forbidden();
        }
        if (mailId != null) {
            letters.send(
                    me,
                    new InvitationLetters.Invitation(
                            mailId,
                            reached.accountId(),
                            reached.conversationId(),
                            email.address(),
                            "",
                            me.language(),
                            URI.create(link.link()),
                            note));
        }
        audit.note(me, "guest_invited_" + level, reached.conversationId() + " " + link.id());
        tell.changed(project, reached.accountId(), reached.conversationId());
        return new Invited(link.link(), link.expiresAt());
    }

    /** The invitation promises this conversation no more; one that promises nothing is over. */
    @Transactional
    public void withdraw(CurrentMember me, UUID conversationId, UUID invitationId) {
        Reached reached = shared.mine(me, conversationId);
        UUID project = me.projectId();
        if (guests.invited(
                        project,
                        me.memberId(),
                        reached.conversationId(),
                        invitationId,
                        clock.instant())
                .isEmpty()) {
            throw Problem.notFound();
        }
        if (guests.unbind(project, reached.conversationId(), invitationId) == 0) {
            invite.withdraw(me, invitationId);
        }
        audit.note(me, "guest_uninvited", reached.conversationId() + " " + invitationId);
        tell.changed(project, reached.accountId(), reached.conversationId());
    }
}

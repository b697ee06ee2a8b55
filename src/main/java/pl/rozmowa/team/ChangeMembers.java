package pl.rozmowa.team;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Problem;

/**
 * Gives roles and lets people go. Owners and admins may; whatever makes, changes or removes an owner only an owner may; everybody may
 * leave by themselves; the last owner stays.
 */
@Component
class ChangeMembers {

    private final ProjectTable projects;
    private final MemberTable members;
    private final InvitationTable invitations;
    private final SessionTable sessions;
    private final List<Handover> handovers;
    private final List<MemberRemoval> removals;
    private final Audit audit;
    private final LiveUpdates live;
    private final Clock clock;

    ChangeMembers(
            ProjectTable projects,
            MemberTable members,
            InvitationTable invitations,
            SessionTable sessions,
            List<Handover> handovers,
            List<MemberRemoval> removals,
            Audit audit,
            LiveUpdates live,
            Clock clock) {
        this.projects = projects;
        this.members = members;
        this.invitations = invitations;
        this.sessions = sessions;
        this.handovers = handovers;
        this.removals = removals;
        this.audit = audit;
        this.live = live;
        this.clock = clock;
    }

    /** @throws Problem {@code not_found}, {@code forbidden}, {@code last_owner} */
    @Transactional
    public void giveRole(CurrentMember who, UUID memberId, Role role) {
        Member asking = lockAndReread(who);
        Member member = active(who.projectId(), memberId);
        boolean touchesOwner = role == Role.OWNER || member.role() == Role.OWNER;
        if (!asking.role().managesMembers() || (touchesOwner && asking.role() != Role.OWNER)) {
            throw Problem.forbidden();
        }
        if (role == member.role()) {
            return;
        }
        keepAnOwner(member);
        members.changeRole(who.projectId(), memberId, role);
        audit.note(who, "role_" + role.code(), memberId);
        tell(who.projectId());
        tellOfRole(who.projectId(), memberId, role);
    }

    /**
     * Ends a membership, and hands over what the leaver has.
     *
     * @param mailboxesTo who owns the leaver's mailboxes from now on; null: nobody
     * @param workTo who takes over their conversations; null: nobody
     * @throws Problem {@code not_found}, {@code forbidden}, {@code last_owner}; {@code invalid_input} for a successor who is a guest, has
     *     left, or is the leaver
     */
    @Transactional
    public void remove(
            CurrentMember who, UUID memberId, @Nullable UUID mailboxesTo, @Nullable UUID workTo) {
        Handover.Succession succession = succession(who, memberId, mailboxesTo, workTo);
        Member member = succession.leaver();
        keepAnOwner(member);
        handovers.forEach(handover -> handover.handOver(succession));
        members.leave(who.projectId(), memberId, clock.instant());
        removals.forEach(removal -> removal.removing(who.projectId(), memberId));
        invitations.revokeOfAddress(
                who.projectId(), EmailAddress.of(member.email()).key(), clock.instant());
        sessions.endAll(member.personId());
        boolean self = memberId.equals(who.memberId());
        audit.note(who, self ? "member_left" : "member_removed", memberId);
        tell(who.projectId());
    }

    /** What a member would leave behind, for those who may let them go. */
    @Transactional
    public List<Handover.Legacy> legacy(CurrentMember who, UUID memberId) {
        Handover.Succession succession = succession(who, memberId, null, null);
        return handovers.stream()
                .flatMap(handover -> handover.left(succession).stream())
                .sorted(
                        Comparator.comparing(Handover.Legacy::part)
                                .thenComparing(Handover.Legacy::kind))
                .toList();
    }

    private Handover.Succession succession(
            CurrentMember who, UUID memberId, @Nullable UUID mailboxesTo, @Nullable UUID workTo) {
        Member asking = lockAndReread(who);
        Member member = active(who.projectId(), memberId);
        boolean self = member.id().equals(asking.id());
        boolean may =
                asking.role().managesMembers()
                        && (member.role() != Role.OWNER || asking.role() == Role.OWNER);
        if (!self && !may) {
            throw Problem.forbidden();
        }
        mayTakeOver(member, mailboxesTo, "mailboxesTo");
        mayTakeOver(member, workTo, "workTo");
        return new Handover.Succession(
                who, member, self || asking.role() == Role.OWNER, mailboxesTo, workTo);
    }

    private void mayTakeOver(Member leaver, @Nullable UUID successor, String field) {
        if (successor != null) {
            Member _ =
                    members.find(leaver.projectId(), successor)
                            .filter(Member::active)
                            .filter(member -> member.role() != Role.GUEST)
                            .filter(member -> !member.id().equals(leaver.id()))
                            .orElseThrow(() -> Problem.invalid(field));
        }
    }

    /** The role of the one who asks, as it is now that nobody else can change it. */
    private Member lockAndReread(CurrentMember who) {
        projects.lock(who.projectId());
        return active(who.projectId(), who.memberId());
    }

    private Member active(UUID projectId, UUID memberId) {
        return members.find(projectId, memberId)
                .filter(Member::active)
                .orElseThrow(Problem::notFound);
    }

    private void keepAnOwner(Member member) {
        if (member.role() == Role.OWNER && members.owners(member.projectId()) == 1) {
            throw new Problem("last_owner", 409);
        }
    }

    /** With the role changes what the member sees: their open pages must ask again. */
    private void tellOfRole(UUID projectId, UUID memberId, Role role) {
        Map<String, String> data = Map.of("role", role.code());
        live.publish(new LiveEvent(projectId, "access", null, null, memberId, data));
    }

    private void tell(UUID projectId) {
        live.publish(new LiveEvent(projectId, "members", null, null, null, Map.of()));
    }
}

package pl.rozmowa.team;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.platform.Ids;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.platform.Settings;

/** Invites people by a link that the inviter passes on. A new invitation of an address takes the earlier ones back. */
@Component
public class Invite {

    private static final Duration VALID = Duration.ofHours(72);
    private static final int OPEN_AT_ONCE = 200;

    private final InvitationTable invitations;
    private final MemberTable members;
    private final ProjectTable projects;
    private final List<InvitationAcceptance> acceptances;
    private final Audit audit;
    private final Settings settings;
    private final Clock clock;

    Invite(
            InvitationTable invitations,
            MemberTable members,
            ProjectTable projects,
            List<InvitationAcceptance> acceptances,
            Audit audit,
            Settings settings,
            Clock clock) {
        this.invitations = invitations;
        this.members = members;
        this.projects = projects;
        this.acceptances = List.copyOf(acceptances);
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** The link is in no log and in no Referer: its secret stands behind the {@code #}. Shown once; only its hash is kept. */
    public record Link(UUID id, String link, Instant expiresAt) {}

    /**
     * @throws Problem {@code forbidden}, {@code already_member}, {@code too_many_invitations}; {@code invalid_input} for the role owner:
     *     owners are made of members
     */
    @Transactional
    public Link invite(CurrentMember who, EmailAddress email, Role role) {
        allow(who);
        if (role == Role.OWNER) {
            throw Problem.invalid("role");
        }
        projects.lock(who.projectId());
        if (members.isActive(who.projectId(), email.key())) {
            throw new Problem("already_member", 409);
        }
        Instant now = clock.instant();
        List<UUID> before = invitations.revokeOfAddress(who.projectId(), email.key(), now);
        if (invitations.open(who.projectId(), now).size() >= OPEN_AT_ONCE) {
            throw new Problem("too_many_invitations", 409);
        }
        String token = SecretCode.token();
        Invitation invitation =
                new Invitation(
                        who.projectId(),
                        Ids.next(),
                        email.address(),
                        email.key(),
                        role,
                        who.memberId(),
                        now,
                        now.plus(VALID));
        invitations.add(invitation, SecretCode.hash(token));
        acceptances.forEach(one -> one.replaced(who.projectId(), before, invitation.id()));
        audit.note(who, "invitation_made", invitation.id());
        return new Link(
                invitation.id(),
                settings.publicUrl().resolve("/invitation") + "#" + token,
                invitation.expiresAt());
    }

    /**
     * Invitations of a project wait for one another from here to the end of the open transaction. For whoever looks at the open ones before
     * inviting; to be asked for before anything else is held.
     */
    public void oneAtATime(CurrentMember who) {
        projects.lock(who.projectId());
    }

    List<Invitation> open(CurrentMember who) {
        allow(who);
        return invitations.open(who.projectId(), clock.instant());
    }

    @Transactional
    public void revoke(CurrentMember who, UUID id) {
        allow(who);
        if (!invitations.revoke(who.projectId(), id, clock.instant())) {
            throw Problem.notFound();
        }
        audit.note(who, "invitation_revoked", id);
    }

    /** Takes an invitation back for a room that has checked who may; nothing happens where it is over already. */
    public void withdraw(CurrentMember who, UUID id) {
        if (invitations.revoke(who.projectId(), id, clock.instant())) {
            audit.note(who, "invitation_revoked", id);
        }
    }

    private static void allow(CurrentMember who) {
        if (!who.role().managesMembers()) {
            throw Problem.forbidden();
        }
    }
}

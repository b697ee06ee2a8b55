package pl.rozmowa.team;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.platform.Ids;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Problem;

/**
 * Lets the invited in, once. Somebody new chooses a name and a password; somebody known proves with their password that the address is
 * theirs. The account is always that of the invited address, whoever holds the link.
 */
@Component
class AcceptInvitation {

    private final InvitationTable invitations;
    private final PersonTable persons;
    private final ProjectTable projects;
    private final MemberTable members;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final Login login;
    private final List<InvitationAcceptance> acceptances;
    private final Audit audit;
    private final LiveUpdates live;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AcceptInvitation(
            InvitationTable invitations,
            PersonTable persons,
            ProjectTable projects,
            MemberTable members,
            Passwords passwords,
            PasswordRules rules,
            Login login,
            List<InvitationAcceptance> acceptances,
            Audit audit,
            LiveUpdates live,
            TransactionTemplate transaction,
            Clock clock) {
        this.invitations = invitations;
        this.persons = persons;
        this.projects = projects;
        this.members = members;
        this.passwords = passwords;
        this.rules = rules;
        this.login = login;
        this.acceptances = acceptances;
        this.audit = audit;
        this.live = live;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What the link's holder is shown before they decide. */
    record Look(String email, String project, Role role, boolean knownPerson) {}

    /** Somebody who joins; name, language and zone matter only for somebody new. */
    record Joining(
            @Nullable String name,
            String password,
            @Nullable String language,
            @Nullable String timeZone) {}

    /** @throws Problem {@code invitation_invalid}, the same for unknown, used, revoked and expired */
    Look look(String token) {
        Invitation invitation = open(token);
        return new Look(
                invitation.email(),
                projectOf(invitation).name(),
                invitation.role(),
                persons.withEmail(invitation.emailKey()).isPresent());
    }

    /** @throws Problem {@code invitation_invalid}, {@code login_refused}, {@code login_slow_down}, {@code password_short}, {@code password_common} */
    SignedInPlace accept(String token, Joining joining, String remoteAddress) {
        Invitation invitation = open(token);
        Optional<Person> known = persons.withEmail(invitation.emailKey());
        if (known.isPresent()) {
            Person person = login.prove(known.get(), joining.password(), remoteAddress);
            return inOneGo(invitation, person, false);
        }
        return inOneGo(invitation, newPerson(invitation, joining), true);
    }

    private Person newPerson(Invitation invitation, Joining joining) {
        String name = Fields.name(joining.name(), "name");
        rules.check(
                joining.password(),
                List.of(invitation.email(), name, projectOf(invitation).name()));
        return new Person(
                Ids.next(),
                invitation.email(),
                invitation.emailKey(),
                name,
                passwords.hash(joining.password()),
                joining.language(),
                joining.timeZone(),
                "system");
    }

    private SignedInPlace inOneGo(Invitation invitation, Person person, boolean isNew) {
        return transaction.execute(status -> {
            Instant now = clock.instant();
            if (!invitations.accept(invitation, now)) {
                throw invalid();
            }
            if (isNew && !persons.add(person, now)) {
                throw invalid();
            }
            return join(invitation, person, now);
        });
    }

    private SignedInPlace join(Invitation invitation, Person person, Instant now) {
        members.join(invitation.projectId(), Ids.next(), person.id(), invitation.role(), now);
        Member member =
                members.ofPerson(invitation.projectId(), person.id())
                        .orElseThrow(AcceptInvitation::invalid);
        audit.note(
                invitation.projectId(), member.id(), "member_joined", invitation.id().toString());
        acceptances.forEach(
                one -> one.accepted(invitation.projectId(), invitation.id(), member.id()));
        live.publish(new LiveEvent(invitation.projectId(), "members", null, null, null, Map.of()));
        return new SignedInPlace(person.id(), invitation.projectId());
    }

    private Invitation open(String token) {
        return invitations
                .open(SecretCode.hash(token), clock.instant())
                .orElseThrow(AcceptInvitation::invalid);
    }

    private Project projectOf(Invitation invitation) {
        return projects.find(invitation.projectId()).orElseThrow(AcceptInvitation::invalid);
    }

    private static Problem invalid() {
        return new Problem("invitation_invalid", 404);
    }
}

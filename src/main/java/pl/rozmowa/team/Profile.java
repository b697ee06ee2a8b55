package pl.rozmowa.team;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Problem;

/** A person's own name, language, zone, theme, password and signed-in browsers. */
@Component
class Profile {

    private final PersonTable persons;
    private final ProjectTable projects;
    private final SessionTable sessions;
    private final Login login;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final Audit audit;
    private final LiveUpdates live;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Profile(
            PersonTable persons,
            ProjectTable projects,
            SessionTable sessions,
            Login login,
            Passwords passwords,
            PasswordRules rules,
            Audit audit,
            LiveUpdates live,
            TransactionTemplate transaction,
            Clock clock) {
        this.persons = persons;
        this.projects = projects;
        this.sessions = sessions;
        this.login = login;
        this.passwords = passwords;
        this.rules = rules;
        this.audit = audit;
        this.live = live;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What is null stays as it is. */
    record Change(
            @Nullable String name,
            @Nullable String language,
            @Nullable String timeZone,
            @Nullable String theme) {}

    @Transactional
    public void change(CurrentMember who, Change change) {
        Person person = person(who);
        persons.changeProfile(
                new Person(
                        person.id(),
                        person.email(),
                        person.emailKey(),
                        change.name() == null ? person.name() : Fields.name(change.name(), "name"),
                        person.passwordHash(),
                        change.language() == null
                                ? person.language()
                                : Fields.language(change.language()),
                        change.timeZone() == null
                                ? person.timeZone()
                                : Fields.zone(change.timeZone()),
                        change.theme() == null ? person.theme() : Fields.theme(change.theme())));
        if (change.name() != null) {
            live.publish(new LiveEvent(who.projectId(), "members", null, null, null, Map.of()));
        }
    }

    /**
     * Changes the password and signs out every other browser.
     *
     * @throws Problem {@code login_refused} when the current one is wrong, {@code login_slow_down}, {@code password_short},
     *     {@code password_common}
     */
    void changePassword(
            CurrentMember who, String current, String next, String remoteAddress, String session) {
        Person person = login.prove(person(who), current, remoteAddress);
        List<String> own =
                List.of(
                        person.email(),
                        person.name(),
                        projects.find(who.projectId()).map(Project::name).orElse(""));
        rules.check(next, own);
        String hash = passwords.hash(next);
        UUID kept = sessions.id(session).orElseThrow(CurrentMemberResolver::signedOut);
        transaction.executeWithoutResult(status -> {
            persons.changePassword(person.id(), hash);
            sessions.endOthers(person.id(), kept);
            audit.note(who, "password_changed", null);
        });
    }

    List<SessionTable.Row> sessions(CurrentMember who, String session) {
        return sessions.ofPerson(who.personId(), session, clock.instant());
    }

    @Transactional
    public void endSession(CurrentMember who, UUID id) {
        if (!sessions.end(who.personId(), id)) {
            throw Problem.notFound();
        }
        audit.note(who, "session_ended", id);
    }

    private Person person(CurrentMember who) {
        return persons.find(who.personId()).orElseThrow(CurrentMemberResolver::signedOut);
    }
}

package pl.rozmowa.team;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.platform.Ids;

/** Makes a project with its first people: at the first visit, and for the world of the demo and the tests. */
@Component
public class FoundProject {

    private final PersonTable persons;
    private final ProjectTable projects;
    private final MemberTable members;
    private final Passwords passwords;
    private final Audit audit;
    private final Clock clock;

    FoundProject(
            PersonTable persons,
            ProjectTable projects,
            MemberTable members,
            Passwords passwords,
            Audit audit,
            Clock clock) {
        this.persons = persons;
        this.projects = projects;
        this.members = members;
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Somebody who is there from the beginning.
     *
     * @param passwordHash from {@link #hash}
     * @param language {@code pl}, {@code en}, or null for the browser's
     * @param timeZone an id of the tz database, or null for Warsaw's
     */
    public record Founder(
            String name,
            String email,
            String passwordHash,
            Role role,
            @Nullable String language,
            @Nullable String timeZone) {}

    /** The new project and its members, in the order of the founders. */
    public record Founded(Project project, List<Member> members) {}

    /** What to give a founder as password. Takes a moment and 46 MiB; call it outside the transaction. */
    public String hash(String password) {
        return passwords.hash(Fields.password(password, "password"));
    }

    /**
     * Creates project and people. Who is known already by address joins with name and password as they are.
     *
     * @param founders at least one, the first of them the owner
     */
    @Transactional
    public Founded found(String projectName, List<Founder> founders) {
        Instant now = clock.instant();
        Project project = new Project(Ids.next(), projectName);
        projects.add(project, now);
        List<Member> joined = new ArrayList<>();
        for (Founder founder : founders) {
            joined.add(join(project, founder, now));
        }
        audit.note(
                project.id(), joined.getFirst().id(), "project_created", project.id().toString());
        return new Founded(project, List.copyOf(joined));
    }

    private Member join(Project project, Founder founder, Instant now) {
        Person person =
                new Person(
                        Ids.next(),
                        founder.email(),
                        EmailAddress.of(founder.email()).key(),
                        founder.name(),
                        founder.passwordHash(),
                        founder.language(),
                        founder.timeZone(),
                        "system");
        UUID personId =
                persons.add(person, now)
                        ? person.id()
                        : persons.withEmail(person.emailKey()).orElseThrow().id();
        members.join(project.id(), Ids.next(), personId, founder.role(), now);
        return members.ofPerson(project.id(), personId).orElseThrow();
    }
}

package pl.rozmowa.team;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.Problem;

/** Puts together what the web app is told about the one who asks. */
@Component
class SessionBodies {

    private final FirstVisit firstVisit;
    private final PersonTable persons;
    private final ProjectTable projects;
    private final ObjectProvider<DemoLogins> demo;

    SessionBodies(
            FirstVisit firstVisit,
            PersonTable persons,
            ProjectTable projects,
            ObjectProvider<DemoLogins> demo) {
        this.firstVisit = firstVisit;
        this.persons = persons;
        this.projects = projects;
        this.demo = demo;
    }

    SessionBody ofNobody() {
        return new SessionBody(firstVisit.isDue(), null, null, List.of(), demo());
    }

    SessionBody of(CurrentMember member) {
        Person person =
                persons.find(member.personId()).orElseThrow(CurrentMemberResolver::signedOut);
        SessionBody.Me me =
                new SessionBody.Me(
                        member.memberId(),
                        person.name(),
                        person.email(),
                        member.role(),
                        person.language() == null ? member.language() : person.language(),
                        person.timeZone() == null ? member.zone().getId() : person.timeZone(),
                        person.theme());
        Project project = projects.find(member.projectId()).orElseThrow(Problem::notFound);
        return new SessionBody(false, me, project, projects.ofPerson(member.personId()), demo());
    }

    private SessionBody.@Nullable Demo demo() {
        DemoLogins given = demo.getIfAvailable();
        return given == null ? null : new SessionBody.Demo(given.logins(), given.mailboxes());
    }
}

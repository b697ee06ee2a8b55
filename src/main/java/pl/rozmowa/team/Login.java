package pl.rozmowa.team;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.platform.Problem;

/** Checks an e-mail address and a password, within the limits. */
@Component
class Login {

    private final PersonTable persons;
    private final ProjectTable projects;
    private final Passwords passwords;
    private final LoginLimits limits;

    Login(PersonTable persons, ProjectTable projects, Passwords passwords, LoginLimits limits) {
        this.persons = persons;
        this.projects = projects;
        this.passwords = passwords;
        this.limits = limits;
    }

    /**
     * Where the person lands: their first project.
     *
     * @throws Problem {@code login_refused} whatever was wrong, {@code login_slow_down}
     */
    SignedInPlace signIn(EmailAddress email, String password, String remoteAddress) {
        Person person =
                prove(
                        email.key(),
                        persons.withEmail(email.key()).orElse(null),
                        password,
                        remoteAddress);
        List<Project> places = projects.ofPerson(person.id());
        if (places.isEmpty()) {
            throw refused();
        }
        return new SignedInPlace(person.id(), places.getFirst().id());
    }

    /** Makes sure that whoever sits there knows the person's password. */
    Person prove(Person person, String password, String remoteAddress) {
        return prove(person.emailKey(), person, password, remoteAddress);
    }

    private Person prove(
            String emailKey, @Nullable Person person, String password, String remoteAddress) {
        UUID attempt = limits.count(remoteAddress, emailKey);
        if (!passwords.matches(password, person) || person == null) {
            throw refused();
        }
        limits.forgive(attempt, emailKey);
        return person;
    }

    private static Problem refused() {
        return new Problem("login_refused", 403);
    }
}

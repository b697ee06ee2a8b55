package pl.rozmowa.team;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.platform.Settings;

/**
 * The first person to come makes the first project, if they can show the code from the console: whoever can read the console owns the
 * machine. Each start without an owner makes a new code.
 */
@Component
class FirstVisit {

    private static final String GUESSED = "(first visit)";

    private final SetupCodeTable codes;
    private final ProjectTable projects;
    private final FoundProject foundProject;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final LoginLimits limits;
    private final TransactionTemplate transaction;
    private final Settings settings;
    private final Clock clock;

    FirstVisit(
            SetupCodeTable codes,
            ProjectTable projects,
            FoundProject foundProject,
            Passwords passwords,
            PasswordRules rules,
            LoginLimits limits,
            TransactionTemplate transaction,
            Settings settings,
            Clock clock) {
        this.codes = codes;
        this.projects = projects;
        this.foundProject = foundProject;
        this.passwords = passwords;
        this.rules = rules;
        this.limits = limits;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /** What the first person says about themselves; checked already, the password not yet for its strength. */
    record Owner(
            String name,
            EmailAddress email,
            String password,
            String projectName,
            String language,
            String timeZone) {}

    boolean isDue() {
        return projects.none();
    }

    /**
     * Makes a new code and shows it on the console, which is not the log: whoever may read the logs later need not know it. Only while
     * there is no owner.
     */
    @Order(0)
    @EventListener(ApplicationReadyEvent.class)
    void announce() {
        if (isDue()) {
            System.out.printf(
                    """

                        Rozmowa has no owner yet. Open %s
                        and type this code:   %s

                    """,
                    settings.publicUrl(), newCode());
        }
    }

    String newCode() {
        String code = SecretCode.typed();
        codes.replace(SecretCode.hash(SecretCode.asTyped(code)), clock.instant());
        return code;
    }

    /**
     * Creates the owner and the first project.
     *
     * @throws Problem {@code setup_done}, {@code setup_code_wrong}, {@code login_slow_down}, {@code password_short},
     *     {@code password_common}
     */
    SignedInPlace claim(String code, Owner owner, String remoteAddress) {
        if (!isDue()) {
            throw setupDone();
        }
        UUID attempt = limits.count(remoteAddress, GUESSED);
        byte[] shown = SecretCode.hash(SecretCode.asTyped(code));
        check(shown, codes.find().orElseGet(() -> new byte[0]));
        limits.forgive(attempt, GUESSED);
        rules.check(
                owner.password(),
                List.of(owner.email().address(), owner.name(), owner.projectName()));
        String hash = passwords.hash(owner.password());
        return transaction.execute(status -> {
            check(shown, codes.lock().orElseThrow(FirstVisit::setupDone));
            return create(owner, hash);
        });
    }

    private SignedInPlace create(Owner owner, String hash) {
        FoundProject.Founder founder =
                new FoundProject.Founder(
                        owner.name(),
                        owner.email().address(),
                        hash,
                        Role.OWNER,
                        owner.language(),
                        owner.timeZone());
        FoundProject.Founded founded = foundProject.found(owner.projectName(), List.of(founder));
        codes.remove();
        return new SignedInPlace(founded.members().getFirst().personId(), founded.project().id());
    }

    private static void check(byte[] shown, byte[] kept) {
        if (!SecretCode.same(shown, kept)) {
            throw new Problem("setup_code_wrong", 403);
        }
    }

    private static Problem setupDone() {
        return new Problem("setup_done", 409);
    }
}

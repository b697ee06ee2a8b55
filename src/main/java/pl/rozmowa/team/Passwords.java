package pl.rozmowa.team;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.Problem;

/**
 * Hashes and compares passwords with Argon2id, 46 MiB and one pass (OWASP's first choice). Each hash takes that memory for a moment, so
 * only a few are made at a time; the others wait their turn.
 */
@Component
class Passwords {

    private static final int MEMORY_KIB = 47_104;
    private static final int AT_ONCE = 2;
    private static final int PATIENCE_SECONDS = 10;

    /** Belongs to nobody: compared with when there is no such person, so that both answers take the same work. */
    private static final String NOBODY =
            "$argon2id$v=19$m=47104,t=1,p=1$cm96bW93YS1uaWNvc3NjaQ$8tOd9sWTZ1Y7Gm0mH0b0oJ0x3k0cVv1rWc1yq7mJq3Y";

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(16, 32, 1, MEMORY_KIB, 1);
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    /** The text to store for a password. */
    String hash(String password) {
        takeTurn();
        try {
            return argon2.encode(password);
        } finally {
            turns.release();
        }
    }

    /** Whether this is the person's password; false, after the same work, when there is no person. */
    boolean matches(String password, @Nullable Person person) {
        takeTurn();
        try {
            boolean same =
                    argon2.matches(password, person == null ? NOBODY : person.passwordHash());
            return same && person != null;
        } finally {
            turns.release();
        }
    }

    private void takeTurn() {
        try {
            if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Problem("busy", 503);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Problem("busy", 503).because(stopping);
        }
    }
}

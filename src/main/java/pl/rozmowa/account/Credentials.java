package pl.rozmowa.account;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import pl.rozmowa.platform.Secrets;

/** The stored passwords of mailboxes, sealed for their project, mailbox and field. */
@Service
public class Credentials {

    private static final String PASSWORD = "password";

    private final CredentialTable rows;
    private final Secrets secrets;

    Credentials(CredentialTable rows, Secrets secrets) {
        this.rows = rows;
        this.secrets = secrets;
    }

    /**
     * The password of a mailbox; empty when it was destroyed. Keep it no longer than the sign-in takes.
     *
     * @throws pl.rozmowa.platform.SecretUnreadable when it was not sealed for this very mailbox
     */
    public Optional<String> open(UUID projectId, UUID accountId) {
        return rows.find(projectId, accountId, PASSWORD)
                .map(sealed -> secrets.open(projectId, accountId, PASSWORD, sealed))
                .map(plain -> new String(plain, StandardCharsets.UTF_8));
    }

    /** Replaces whatever was stored. */
    void store(UUID projectId, UUID accountId, String password) {
        byte[] plain = password.getBytes(StandardCharsets.UTF_8);
        rows.put(
                projectId,
                accountId,
                PASSWORD,
                secrets.seal(projectId, accountId, PASSWORD, plain));
    }

    /** Nothing of them is left, not even sealed. */
    void destroy(UUID projectId, UUID accountId) {
        rows.delete(projectId, accountId);
    }
}

package pl.rozmowa.account;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** The stored passwords of mailboxes, sealed for their project, mailbox and field. */
@Service
public class Credentials {

    /** The password of a mailbox; empty when it was destroyed. Keep it no longer than the sign-in takes. */
    public Optional<String> open(UUID projectId, UUID accountId) {
        throw new IllegalStateException("no secrets yet for " + projectId + accountId);
    }
}

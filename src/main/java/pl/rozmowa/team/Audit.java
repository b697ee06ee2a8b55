package pl.rozmowa.team;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.Ids;

/** The append-only record of what matters for security. Written inside the transaction of the deed itself. */
@Component
public class Audit {

    private final AuditTable entries;
    private final Clock clock;

    Audit(AuditTable entries, Clock clock) {
        this.entries = entries;
        this.clock = clock;
    }

    /**
     * Notes a deed.
     *
     * @param memberId who did it; null when nobody was signed in
     * @param verb what was done, snake_case
     * @param subject the id of what it was done to, or a short word; never an address, a secret or content
     */
    public void note(
            UUID projectId, @Nullable UUID memberId, String verb, @Nullable String subject) {
        entries.add(projectId, Ids.next(), clock.instant(), memberId, verb, subject);
    }

    /** Notes what the signed-in member does. */
    public void note(CurrentMember who, String verb, @Nullable Object subject) {
        note(who.projectId(), who.memberId(), verb, subject == null ? null : subject.toString());
    }
}

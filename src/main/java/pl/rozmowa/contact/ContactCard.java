package pl.rozmowa.contact;

import java.time.Instant;
import java.util.UUID;

/**
 * A contact as a member sees it.
 *
 * @param conversationCount those that this member may see
 */
public record ContactCard(
        UUID id,
        String name,
        String email,
        Instant firstSeenAt,
        Instant lastSeenAt,
        int conversationCount) {}

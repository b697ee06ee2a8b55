package pl.rozmowa.conversation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A conversation as the list shows it.
 *
 * @param attachment some email of it has a file
 * @param participants the outside world first, at most six
 * @param lastDirection {@code in} or {@code out}
 */
public record ConversationRow(
        UUID id,
        UUID accountId,
        String subject,
        String snippet,
        Instant lastAt,
        int emailCount,
        boolean unread,
        boolean attachment,
        List<Participant> participants,
        String lastDirection) {

    /** {@code own}: one of us. */
    public record Participant(String name, String email, boolean own) {}
}

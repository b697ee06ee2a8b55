package pl.rozmowa.conversation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as the list shows it.
 *
 * @param attachment some email of it has a file
 * @param participants the outside world first, at most six
 * @param lastDirection {@code in} or {@code out}
 * @param shelf where it was put away: {@code archive}, {@code folder} or {@code trash}; null for the inbox
 * @param wishFailure why something that a member wanted was not done at the server
 * @param state {@code open}, {@code snoozed} or {@code closed}
 * @param snoozedUntil null for "until a reply"
 * @param assignee who is responsible
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
        String lastDirection,
        boolean starred,
        @Nullable String shelf,
        @Nullable String wishFailure,
        String state,
        @Nullable Instant snoozedUntil,
        @Nullable Colleague assignee,
        List<UUID> tags) {

    /** {@code own}: one of us. */
    public record Participant(String name, String email, boolean own) {}
}

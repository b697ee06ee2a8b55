package pl.rozmowa.conversation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.contact.ContactCard;

/**
 * A conversation as it is read.
 *
 * @param level how far the reader reaches: {@code read}, {@code reply} or {@code manage}
 * @param readUntil what the reader has seen; null for nothing yet
 * @param starred one of its emails is marked at the server
 * @param shelf where it was put away: {@code archive}, {@code folder} or {@code trash}; null for the inbox
 * @param wishFailure why something that a member wanted was not done at the server
 * @param state {@code open}, {@code snoozed} or {@code closed}
 * @param stateAt since when; null: since it began
 * @param snoozedUntil null for "until a reply"
 * @param assignee who is responsible
 * @param members who else works on it
 * @param archivedByMe the reader archived it for themselves
 * @param emails oldest first
 * @param next the cursor of the emails before these; null at the beginning
 */
public record OpenedConversation(
        UUID id,
        UUID accountId,
        String subject,
        String level,
        boolean unread,
        @Nullable Instant readUntil,
        boolean starred,
        @Nullable String shelf,
        @Nullable String wishFailure,
        String state,
        @Nullable Instant stateAt,
        @Nullable Instant snoozedUntil,
        @Nullable Colleague assignee,
        List<Colleague> members,
        List<UUID> tags,
        boolean archivedByMe,
        List<ContactCard> contacts,
        List<OpenedEmail> emails,
        @Nullable String next) {}

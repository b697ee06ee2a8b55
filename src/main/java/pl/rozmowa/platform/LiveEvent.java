package pl.rozmowa.platform;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something changed; whoever shows it should look again. Carries ids, never content.
 *
 * @param type {@code conversation}, {@code account}, {@code submission}, {@code read}, {@code wish}, {@code access}, {@code note},
 *     {@code draft}, {@code presence} or {@code members}
 * @param memberId when given, only this member is told
 * @param data a few short words more (a state, a phase); never text that came with a message
 */
public record LiveEvent(
        UUID projectId,
        String type,
        @Nullable UUID accountId,
        @Nullable UUID conversationId,
        @Nullable UUID memberId,
        Map<String, String> data) {

    public LiveEvent {
        data = Map.copyOf(data);
    }

    /** Of these members, those whom it is meant for: all of them, or the one it names. */
    public Set<UUID> addressed(Set<UUID> memberIds) {
        if (memberId == null) {
            return memberIds;
        }
        return memberIds.contains(memberId) ? Set.of(memberId) : Set.of();
    }

    /** A mailbox changed its state or went on. */
    public static LiveEvent ofAccount(UUID projectId, UUID accountId) {
        return new LiveEvent(projectId, "account", accountId, null, null, Map.of());
    }

    /** A conversation arrived or changed. */
    public static LiveEvent ofConversation(UUID projectId, UUID accountId, UUID conversationId) {
        return new LiveEvent(projectId, "conversation", accountId, conversationId, null, Map.of());
    }
}

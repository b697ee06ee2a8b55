package pl.rozmowa.conversation;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The open wishes of a mailbox, for the one who carries them out. What changes them works inside the caller's open transaction. */
@Component
public class Wishes {

    private final IntentTable intents;
    private final CopyQuery copies;
    private final WishTable table;
    private final EmailTable emails;
    private final ConversationTable conversations;
    private final Announcing announcing;

    Wishes(
            IntentTable intents,
            CopyQuery copies,
            WishTable table,
            EmailTable emails,
            ConversationTable conversations,
            Announcing announcing) {
        this.intents = intents;
        this.copies = copies;
        this.table = table;
        this.emails = emails;
        this.conversations = conversations;
        this.announcing = announcing;
    }

    /** Is there anything to do now? */
    public boolean isAnyDue(UUID projectId, UUID accountId) {
        return intents.isAnyDue(projectId, accountId);
    }

    /** When the next of those that wait is to be done; empty when none waits. */
    public Optional<Instant> nextDue(UUID projectId, UUID accountId) {
        return intents.nextDue(projectId, accountId);
    }

    /** What is to be done now, the oldest wish first; a bounded part of it. */
    public List<OpenWish> due(UUID projectId, UUID accountId) {
        return intents.due(projectId, accountId);
    }

    /** All known copies of these emails, those in the inbox first. */
    public List<CopyAtServer> copies(UUID projectId, Collection<UUID> emailIds) {
        return copies.of(projectId, emailIds);
    }

    /**
     * From here on, until it is said what became of them, the server may have done these.
     *
     * @return those that are to be done: a wish that was taken back since it was read is not
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<OpenWish> sent(UUID projectId, UUID accountId, Collection<OpenWish> wishes) {
        emails.lock(accountId);
        Set<UUID> standing =
                Set.copyOf(intents.sent(projectId, wishes.stream().map(OpenWish::id).toList()));
        return wishes.stream().filter(wish -> standing.contains(wish.id())).toList();
    }

    /** The server has done these. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void acknowledged(UUID projectId, UUID accountId, Collection<OpenWish> wishes) {
        emails.lock(accountId);
        intents.acknowledged(projectId, wishes.stream().map(OpenWish::id).toList());
    }

    /**
     * The server refused. A conversation whose move is given up is back where its mail still lies.
     *
     * @param again when it is tried again; null when only a person can have it tried again
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void refused(
            UUID projectId, UUID accountId, OpenWish wish, String reason, @Nullable Instant again) {
        emails.lock(accountId);
        if (!intents.refused(projectId, wish.id(), reason, again) || again != null) {
            return;
        }
        UUID conversation = conversations.current(projectId, wish.conversationId());
        if (wish.wish() instanceof Wish.Placed placed && placed.goal().shelf() != null) {
            table.shelve(projectId, conversation, null);
        }
        conversations.summarise(projectId, List.of(conversation));
        announcing.changed(projectId, accountId, List.of(conversation));
    }
}

package pl.rozmowa.conversation;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import pl.rozmowa.contact.ContactCard;
import pl.rozmowa.contact.ContactList;
import pl.rozmowa.contact.TimeCursor;
import pl.rozmowa.conversation.ConversationList.Filter;
import pl.rozmowa.conversation.ConversationQuery.Marked;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/** Reading conversations: the list, the counts, one of them, and what was read. */
@RestController
@RequestMapping("/api")
class ConversationsApi {

    private final ConversationList list;
    private final OpenConversation opening;
    private final ConversationQuery query;
    private final CountQuery counts;
    private final ContactList contacts;
    private final Announcing announcing;
    private final ExpressWish wishes;

    ConversationsApi(
            ConversationList list,
            OpenConversation opening,
            ConversationQuery query,
            CountQuery counts,
            ContactList contacts,
            Announcing announcing,
            ExpressWish wishes) {
        this.list = list;
        this.opening = opening;
        this.query = query;
        this.counts = counts;
        this.contacts = contacts;
        this.announcing = announcing;
        this.wishes = wishes;
    }

    /**
     * @param accounts unread ones by mailbox
     * @param tags open ones by tag
     */
    record Counts(
            int unread,
            Map<UUID, Integer> accounts,
            SectionCounts sections,
            Map<UUID, Integer> tags) {}

    record Reading(boolean read) {}

    record ContactWithConversations(
            UUID id,
            String name,
            String email,
            Instant firstSeenAt,
            Instant lastSeenAt,
            int conversationCount,
            Page<ConversationRow> conversations) {}

    @GetMapping("/conversations")
    Page<ConversationRow> list(
            CurrentMember me,
            @RequestParam(required = false) @Nullable UUID account,
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Nullable UUID contact,
            @RequestParam(required = false) @Nullable UUID tag,
            @RequestParam(required = false) @Nullable String section,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        Filter filter = new Filter(account, unread, contact, tag, section(section));
        return list.page(
                me.projectId(),
                me.memberId(),
                filter,
                TimeCursor.parse(cursor),
                TimeCursor.limit(limit));
    }

    private static Section section(@Nullable String word) {
        try {
            return word == null ? Section.INBOX : Section.of(word);
        } catch (IllegalArgumentException unknown) {
            throw Problem.invalid("section").because(unknown);
        }
    }

    @GetMapping("/counts")
    Counts counts(CurrentMember me) {
        Map<UUID, Integer> accounts = list.unread(me.projectId(), me.memberId());
        return new Counts(
                accounts.values().stream().mapToInt(Integer::intValue).sum(),
                accounts,
                counts.sections(me.projectId(), me.memberId()),
                counts.tags(me.projectId(), me.memberId()));
    }

    @GetMapping("/conversations/{id}")
    OpenedConversation open(
            CurrentMember me,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor) {
        return opening.open(me.projectId(), me.memberId(), id, TimeCursor.parse(cursor))
                .orElseThrow(Problem::notFound);
    }

    @PutMapping("/conversations/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    public void read(CurrentMember me, @PathVariable UUID id, @RequestBody Reading reading) {
        Marked marked =
                query.mark(me.projectId(), me.memberId(), id, reading.read())
                        .orElseThrow(Problem::notFound);
        wishes.readByOwner(me, marked.conversationId(), reading.read());
        announcing.read(me.projectId(), marked.accountId(), marked.conversationId(), me.memberId());
    }

    @GetMapping("/contacts/{id}")
    ContactWithConversations contact(
            CurrentMember me,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor) {
        ContactCard card =
                contacts.find(me.projectId(), me.memberId(), id).orElseThrow(Problem::notFound);
        Page<ConversationRow> page =
                list.page(
                        me.projectId(),
                        me.memberId(),
                        new Filter(null, false, id, null, Section.INBOX),
                        TimeCursor.parse(cursor),
                        TimeCursor.limit(null));
        return new ContactWithConversations(
                card.id(),
                card.name(),
                card.email(),
                card.firstSeenAt(),
                card.lastSeenAt(),
                card.conversationCount(),
                page);
    }
}

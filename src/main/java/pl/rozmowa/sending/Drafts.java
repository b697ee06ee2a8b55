package pl.rozmowa.sending;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.conversation.History;
import pl.rozmowa.conversation.ReachQuery;
import pl.rozmowa.conversation.Reached;
import pl.rozmowa.mail.SafeHtml;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.sending.DraftTable.Draft;
import pl.rozmowa.sending.DraftTable.Written;
import pl.rozmowa.team.CurrentMember;
import pl.rozmowa.team.Role;

/**
 * Keeps answers while they are written. The team sees each other's and can take one over; a guest has only their own. A draft has one
 * writer at a time: saving needs the version that the page knows, so an older tab never overwrites a newer one.
 */
@Component
class Drafts {

    private static final int LONGEST_HTML = 2_000_000;
    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_MARK = 5_000;
    private static final int MOST_PEOPLE = 200;

    private final ProposeReply proposing;
    private final ReachQuery reach;
    private final DraftTable table;
    private final History history;
    private final LiveUpdates live;
    private final Clock clock;

    Drafts(
            ProposeReply proposing,
            ReachQuery reach,
            DraftTable table,
            History history,
            LiveUpdates live,
            Clock clock) {
        this.proposing = proposing;
        this.reach = reach;
        this.table = table;
        this.history = history;
        this.live = live;
        this.clock = clock;
    }

    /** Those of the conversation that the member may see, the newest first. */
    List<Draft> list(CurrentMember me, UUID conversationId) {
        Reached reached =
                reach.find(me.projectId(), me.memberId(), conversationId)
                        .orElseThrow(Problem::notFound)
                        .mayReply();
        return table.list(reached, me.memberId());
    }

    /**
     * That there is one is told to the others, that a letter was added is not: whoever opens it reads it as it is then.
     *
     * @return its version from now on
     * @throws Problem {@code not_found}, {@code forbidden}, {@code draft_changed}, {@code too_many_drafts}
     */
    @Transactional
    public int save(CurrentMember me, UUID conversationId, UUID draftId, DraftForm form) {
        UUID emailId = form.emailId();
        if (emailId == null) {
            throw Problem.invalid("emailId");
        }
        Answered answered = proposing.answered(me, conversationId, emailId);
        Written written = written(form, answered);
        int known = form.version() == null ? 0 : form.version();
        Instant now = clock.instant();
        if (known > 0) {
            return table.change(me.projectId(), draftId, me.memberId(), known, written, now)
                    .orElseThrow(() -> new Problem("draft_changed", 409));
        }
        if (table.exists(me.projectId(), draftId)) {
            throw new Problem("draft_changed", 409);
        }
        if (!table.add(me.projectId(), draftId, me.memberId(), written, now)) {
            throw new Problem("too_many_drafts", 409, Map.of("limit", DraftTable.MOST));
        }
        tell(me, answered.accountId(), answered.conversationId());
        return 1;
    }

    /**
     * Makes a colleague's draft one's own.
     *
     * @throws Problem {@code not_found}, {@code forbidden}
     */
    @Transactional
    public Draft take(CurrentMember me, UUID conversationId, UUID draftId) {
        Reached held =
                reach.hold(me.projectId(), me.memberId(), conversationId)
                        .orElseThrow(Problem::notFound)
                        .mayReply();
        Draft draft = one(held, me, draftId);
        UUID before = draft.by().id();
        if (!before.equals(me.memberId())) {
            table.give(me.projectId(), draftId, me.memberId(), clock.instant());
            history.note(
                    held.projectId(),
                    held.conversationId(),
                    me.memberId(),
                    "draft_taken",
                    before,
                    null);
            tell(me, held.accountId(), held.conversationId());
            live.publish(event(me.projectId(), held.accountId(), held.conversationId(), before));
        }
        return one(held, me, draftId);
    }

    /**
     * @param becauseItChanged it was given up because others were faster; that stays in the history
     * @throws Problem {@code not_found}, {@code forbidden} for another's
     */
    @Transactional
    public void discard(
            CurrentMember me, UUID conversationId, UUID draftId, boolean becauseItChanged) {
        Reached held =
                reach.hold(me.projectId(), me.memberId(), conversationId)
                        .orElseThrow(Problem::notFound)
                        .mayReply();
        Draft draft = one(held, me, draftId);
        if (!draft.mine()) {
            throw Problem.forbidden();
        }
        table.delete(me.projectId(), draftId, me.memberId());
        if (becauseItChanged) {
            history.note(
                    held.projectId(),
                    held.conversationId(),
                    me.memberId(),
                    "reply_discarded",
                    null,
                    null);
        }
        tell(me, held.accountId(), held.conversationId());
    }

    /**
     * What is sent is no draft any more.
     *
     * @throws Problem {@code draft_taken} where a colleague goes on with it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void sent(CurrentMember me, Answered answered, @Nullable UUID draftId) {
        if (draftId == null) {
            return;
        }
        if (table.delete(me.projectId(), draftId, me.memberId())) {
            tell(me, answered.accountId(), answered.conversationId());
            return;
        }
        table.writer(me.projectId(), draftId)
                .ifPresent(other -> {
                    throw new Problem("draft_taken", 409, Map.of("name", other));
                });
    }

    private Draft one(Reached held, CurrentMember me, UUID draftId) {
        return table.list(held, me.memberId()).stream()
                .filter(draft -> draft.id().equals(draftId))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    /** The team; and the writer's other pages, who as a guest are told nothing of the team's drafts. */
    private void tell(CurrentMember me, UUID accountId, UUID conversationId) {
        live.publish(event(me.projectId(), accountId, conversationId, null));
        if (me.role() == Role.GUEST) {
            live.publish(event(me.projectId(), accountId, conversationId, me.memberId()));
        }
    }

    private static LiveEvent event(
            UUID projectId, UUID accountId, UUID conversationId, @Nullable UUID to) {
        return new LiveEvent(projectId, "draft", accountId, conversationId, to, Map.of());
    }

    private static Written written(DraftForm form, Answered answered) {
        String html = form.html() == null ? "" : plain(form.html());
        if (html.length() > LONGEST_HTML) {
            throw new Problem("message_too_large", 413, Map.of("limit", LONGEST_HTML));
        }
        String subject = form.subject() == null ? "" : plain(form.subject());
        String asOf = form.asOf() == null ? null : plain(form.asOf());
        if (subject.length() > LONGEST_TEXT) {
            throw Problem.invalid("subject");
        }
        if (asOf != null && asOf.length() > LONGEST_MARK) {
            throw Problem.invalid("asOf");
        }
        return new Written(
                answered.conversationId(),
                answered.emailId(),
                Boolean.TRUE.equals(form.all()),
                new DraftTable.To(people(form.to()), people(form.cc()), people(form.bcc())),
                subject,
                SafeHtml.toSend(html),
                !Boolean.FALSE.equals(form.includeQuote()),
                asOf);
    }

    /** As they were typed: an address may be half written. */
    private static List<DraftTable.Address> people(
            @Nullable List<NewReply.@Nullable Address> given) {
        List<DraftTable.Address> people =
                given == null
                        ? List.of()
                        : given.stream()
                                .filter(Objects::nonNull)
                                .map(one ->
                                        new DraftTable.Address(text(one.name()), text(one.email())))
                                .toList();
        boolean fits =
                people.size() <= MOST_PEOPLE
                        && people.stream()
                                .flatMap(one -> Stream.of(one.name(), one.email()))
                                .allMatch(text -> text.length() <= LONGEST_TEXT);
        if (!fits) {
            throw Problem.invalid("to");
        }
        return people;
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : plain(given);
    }

    /** The database stores no NUL. */
    private static String plain(String text) {
        return text.replace("\0", "");
    }
}

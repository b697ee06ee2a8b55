package pl.rozmowa.sending;

import java.time.Clock;
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
        int version;
        if (known == 0) {
            boolean first = !table.exists(me.projectId(), draftId);
            if (!first) {
                throw new Problem("draft_changed", 409);
            }
            if (!table.add(me.projectId(), draftId, me.memberId(), written, clock.instant())) {
                throw new Problem("too_many_drafts", 409, Map.of("limit", DraftTable.MOST));
            }
            version = 1;
        } else {
            version =
                    table.change(
                                    me.projectId(),
                                    draftId,
                                    me.memberId(),
                                    known,
                                    written,
                                    clock.instant())
                            .orElseThrow(() -> new Problem("draft_changed", 409));
        }
        tell(me.projectId(), answered.accountId(), answered.conversationId(), me.memberId());
        return version;
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
            tell(held.projectId(), held.accountId(), held.conversationId(), me.memberId());
            tell(held.projectId(), held.accountId(), held.conversationId(), before);
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
        tell(held.projectId(), held.accountId(), held.conversationId(), me.memberId());
    }

    /**
     * What is sent is no draft any more.
     *
     * @throws Problem {@code draft_taken} where a colleague goes on with it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void sent(CurrentMember me, @Nullable UUID draftId) {
        if (draftId == null || table.delete(me.projectId(), draftId, me.memberId())) {
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

    private void tell(UUID projectId, UUID accountId, UUID conversationId, UUID writer) {
        live.publish(new LiveEvent(projectId, "draft", accountId, conversationId, null, Map.of()));
        live.publish(
                new LiveEvent(projectId, "draft", accountId, conversationId, writer, Map.of()));
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

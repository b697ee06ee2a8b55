package pl.rozmowa.teamwork;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.conversation.ConversationState;
import pl.rozmowa.conversation.History;
import pl.rozmowa.conversation.ReachQuery;
import pl.rozmowa.conversation.Reached;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/** Closes, snoozes and reopens conversations. A reply reopens by itself, which receiving does. */
@Component
class ChangeState {

    private static final Duration LONGEST_SNOOZE = Duration.ofDays(2 * 366);

    private final ReachQuery reach;
    private final TeamStateTable states;
    private final History history;
    private final LiveUpdates live;
    private final Clock clock;

    ChangeState(
            ReachQuery reach,
            TeamStateTable states,
            History history,
            LiveUpdates live,
            Clock clock) {
        this.reach = reach;
        this.states = states;
        this.history = history;
        this.live = live;
        this.clock = clock;
    }

    /**
     * @param until null for "until a reply"
     * @throws Problem {@code not_found}, {@code forbidden}; {@code invalid_input} for a moment that is past, far off, or of no use
     */
    @Transactional
    public void change(
            CurrentMember me, UUID conversationId, ConversationState to, @Nullable Instant until) {
        Reached held =
                reach.hold(me.projectId(), me.memberId(), conversationId)
                        .orElseThrow(Problem::notFound)
                        .mayReply();
        Instant now = clock.instant();
        if (until != null
                && (to != ConversationState.SNOOZED
                        || !until.isAfter(now)
                        || until.isAfter(now.plus(LONGEST_SNOOZE)))) {
            throw Problem.invalid("until");
        }
        if (!states.change(held, to, until, now)) {
            return;
        }
        history.note(
                held.projectId(),
                held.conversationId(),
                me.memberId(),
                verb(to),
                null,
                to == ConversationState.SNOOZED && until != null ? until.toString() : null);
        live.publish(
                LiveEvent.ofConversation(
                        held.projectId(), held.accountId(), held.conversationId()));
    }

    private static String verb(ConversationState to) {
        return switch (to) {
            case OPEN -> "reopened";
            case SNOOZED -> "snoozed";
            case CLOSED -> "closed";
        };
    }
}

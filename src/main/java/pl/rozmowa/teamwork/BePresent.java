package pl.rozmowa.teamwork;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.conversation.ReachQuery;
import pl.rozmowa.conversation.Reached;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/**
 * Takes down what a page says its member does in a conversation. Others are told when that changes what the member does by all of their
 * pages; that a page is still there is told to nobody, so a quiet team makes no traffic.
 */
@Component
class BePresent {

    private static final Set<String> STATES = Set.of("looking", "replying", "noting");

    private final ReachQuery reach;
    private final PresenceTable table;
    private final LiveUpdates live;
    private final Clock clock;

    BePresent(ReachQuery reach, PresenceTable table, LiveUpdates live, Clock clock) {
        this.reach = reach;
        this.table = table;
        this.live = live;
        this.clock = clock;
    }

    /**
     * @param state {@code looking}, {@code replying}, {@code noting}, or {@code gone}
     * @throws Problem {@code not_found}; {@code invalid_input}
     */
    @Transactional
    public void say(CurrentMember me, UUID conversationId, UUID pageId, String state) {
        if (!state.equals("gone") && !STATES.contains(state)) {
            throw Problem.invalid("state");
        }
        Reached reached =
                reach.find(me.projectId(), me.memberId(), conversationId)
                        .orElseThrow(Problem::notFound);
        Instant now = clock.instant();
        Optional<String> before = table.state(reached, me.memberId(), now);
        if (state.equals("gone")) {
            table.leave(reached, me.memberId(), pageId);
        } else {
            table.say(reached, me.memberId(), pageId, state, now);
        }
        if (!table.state(reached, me.memberId(), now).equals(before)) {
            live.publish(
                    new LiveEvent(
                            reached.projectId(),
                            "presence",
                            reached.accountId(),
                            reached.conversationId(),
                            null,
                            Map.of()));
        }
    }
}

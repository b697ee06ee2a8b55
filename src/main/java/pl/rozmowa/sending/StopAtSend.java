package pl.rozmowa.sending;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.conversation.History;
import pl.rozmowa.conversation.ReachQuery;
import pl.rozmowa.conversation.Reached;
import pl.rozmowa.conversation.Receiving;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;
import pl.rozmowa.teamwork.Meanwhile;

/**
 * Stops an answer at the last moment when others brought something into its conversation since it was begun: of two who answer at the
 * same time, the second is asked.
 */
@Component
class StopAtSend {

    private final Receiving receiving;
    private final ReachQuery reach;
    private final Meanwhile meanwhile;
    private final History history;

    StopAtSend(Receiving receiving, ReachQuery reach, Meanwhile meanwhile, History history) {
        this.receiving = receiving;
        this.reach = reach;
        this.meanwhile = meanwhile;
        this.history = history;
    }

    /**
     * Once it lets the answer through, nobody else changes the conversation until the open transaction ends.
     *
     * @return where the conversation is now: it may have been joined with another since the answered email was looked up
     * @throws Problem {@code conversation_changed} with what came
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Reached ifOthersWereFaster(CurrentMember me, Answered answered, NewReply reply) {
        receiving.holdBack(answered.accountId());
        Reached held =
                reach.hold(me.projectId(), me.memberId(), answered.conversationId())
                        .orElseThrow(Problem::notFound)
                        .mayReply();
        String asOf = reply.asOf();
        if (asOf == null) {
            return held;
        }
        UUID emailId = answered.emailId();
        List<Meanwhile.Came> came = meanwhile.since(held, me.memberId(), emailId, asOf);
        if (came.isEmpty()) {
            return held;
        }
        if (!Boolean.TRUE.equals(reply.evenSo())) {
            throw new Problem("conversation_changed", 409, Map.of("came", came));
        }
        history.note(
                held.projectId(), held.conversationId(), me.memberId(), "sent_even_so", null, null);
        return held;
    }
}

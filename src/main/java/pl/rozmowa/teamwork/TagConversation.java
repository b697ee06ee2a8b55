package pl.rozmowa.teamwork;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.conversation.History;
import pl.rozmowa.conversation.ReachQuery;
import pl.rozmowa.conversation.Reached;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/** Gives a conversation its tags. */
@Component
class TagConversation {

    private static final int MOST = 30;

    private final ReachQuery reach;
    private final TagTable tags;
    private final History history;
    private final LiveUpdates live;

    TagConversation(ReachQuery reach, TagTable tags, History history, LiveUpdates live) {
        this.reach = reach;
        this.tags = tags;
        this.history = history;
        this.live = live;
    }

    /**
     * @param wanted all that it is to have; a tag that was removed meanwhile is left out
     * @throws Problem {@code not_found}, {@code forbidden}, {@code invalid_input} for too many
     */
    @Transactional
    public void tag(CurrentMember me, UUID conversationId, List<UUID> wanted) {
        if (wanted.size() > MOST) {
            throw Problem.invalid("tagIds");
        }
        Reached held =
                reach.hold(me.projectId(), me.memberId(), conversationId)
                        .orElseThrow(Problem::notFound)
                        .mayReply();
        List<UUID> taken = tags.keepOnly(held, wanted);
        List<UUID> given = tags.give(held, wanted);
        taken.forEach(tag -> note(held, me, "untagged", tag));
        given.forEach(tag -> note(held, me, "tagged", tag));
        if (!taken.isEmpty() || !given.isEmpty()) {
            live.publish(
                    LiveEvent.ofConversation(
                            held.projectId(), held.accountId(), held.conversationId()));
        }
    }

    private void note(Reached held, CurrentMember me, String verb, UUID tag) {
        history.note(held.projectId(), held.conversationId(), me.memberId(), verb, tag, null);
    }
}

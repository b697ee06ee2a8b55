package pl.rozmowa.teamwork;

import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.conversation.ReachQuery;
import pl.rozmowa.conversation.Reached;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/** Takes a conversation out of one member's own inbox, until something new comes in; for the team nothing changes. */
@Component
class ArchiveForMe {

    private final ReachQuery reach;
    private final OwnArchiveTable archive;
    private final LiveUpdates live;

    ArchiveForMe(ReachQuery reach, OwnArchiveTable archive, LiveUpdates live) {
        this.reach = reach;
        this.archive = archive;
        this.live = live;
    }

    /** @throws Problem {@code not_found} */
    @Transactional
    public void archive(CurrentMember me, UUID conversationId, boolean archived) {
        Reached reached =
                reach.find(me.projectId(), me.memberId(), conversationId)
                        .orElseThrow(Problem::notFound);
        archive.set(reached, me.memberId(), archived);
        live.publish(
                new LiveEvent(
                        me.projectId(),
                        "read",
                        reached.accountId(),
                        reached.conversationId(),
                        me.memberId(),
                        Map.of()));
    }
}

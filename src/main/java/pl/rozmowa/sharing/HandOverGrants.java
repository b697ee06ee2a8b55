package pl.rozmowa.sharing;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import pl.rozmowa.conversation.ReachQuery;
import pl.rozmowa.team.Audit;
import pl.rozmowa.team.Handover;

/** Conversations that were opened to somebody who leaves are opened to whoever takes over. */
@Component
@Order(2)
class HandOverGrants implements Handover {

    private final GrantTable grants;
    private final ReachQuery reach;
    private final TellOfAccess tell;
    private final Audit audit;
    private final Clock clock;

    HandOverGrants(
            GrantTable grants, ReachQuery reach, TellOfAccess tell, Audit audit, Clock clock) {
        this.grants = grants;
        this.reach = reach;
        this.tell = tell;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public List<Legacy> left(Succession succession) {
        int count =
                grants.count(
                        succession.who().projectId(),
                        succession.leaver().id(),
                        succession.who().memberId(),
                        succession.privateToo());
        return count == 0
                ? List.of()
                : List.of(new Legacy("conversations", Part.WORK, count, false));
    }

    @Override
    public void handOver(Succession succession) {
        UUID to = succession.workTo();
        if (to == null) {
            return;
        }
        UUID project = succession.who().projectId();
        UUID by = succession.who().memberId();
        grants.passOn(
                        project,
                        succession.leaver().id(),
                        to,
                        by,
                        succession.privateToo(),
                        clock.instant())
                .forEach(conversation -> {
                    audit.note(
                            succession.who(), "conversation_handed_over", conversation + " " + to);
                    reach.find(project, to, conversation)
                            .ifPresent(where ->
                                    tell.given(project, where.accountId(), conversation, to, by));
                });
    }
}

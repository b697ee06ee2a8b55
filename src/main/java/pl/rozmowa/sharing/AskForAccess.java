package pl.rozmowa.sharing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.conversation.ReachQuery;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.Audit;
import pl.rozmowa.team.CurrentMember;

/**
 * Asking to see a conversation, and deciding on it. Whoever asks learns nothing: not whether there is such a conversation, and not that they
 * were declined. They hear only when it is opened to them.
 */
@Component
class AskForAccess {

    private final RequestTable requests;
    private final ReachQuery reach;
    private final GiveAccess give;
    private final TellOfAccess tell;
    private final Audit audit;
    private final ObjectProvider<AccessRequested> listeners;
    private final Clock clock;

    AskForAccess(
            RequestTable requests,
            ReachQuery reach,
            GiveAccess give,
            TellOfAccess tell,
            Audit audit,
            ObjectProvider<AccessRequested> listeners,
            Clock clock) {
        this.requests = requests;
        this.reach = reach;
        this.give = give;
        this.tell = tell;
        this.audit = audit;
        this.listeners = listeners;
        this.clock = clock;
    }

    @Transactional
    public void ask(CurrentMember me, UUID conversationId, @Nullable String note) {
        Instant now = clock.instant();
        Optional<RequestTable.Stored> stored =
                requests.ask(me.projectId(), me.memberId(), conversationId, note, now);
        stored.ifPresent(where -> {
            tell.changed(me.projectId(), where.accountId(), where.conversationId());
            listeners
                    .orderedStream()
                    .forEach(one ->
                            one.requested(me.projectId(), where.conversationId(), me.memberId()));
        });
    }

    List<RequestTable.Open> open(CurrentMember me) {
        return requests.open(me.projectId(), me.memberId());
    }

    /** @throws Problem {@code not_found} also where somebody else has decided already */
    @Transactional
    public void grant(CurrentMember me, UUID requestId, String level) {
        RequestTable.Open open = decide(me, requestId, "granted");
        give.give(me, open.conversationId(), List.of(open.memberId()), level, null, false);
    }

    @Transactional
    public void decline(CurrentMember me, UUID requestId) {
        RequestTable.Open open = decide(me, requestId, "declined");
        audit.note(me, "access_declined", open.conversationId() + " " + open.memberId());
        reach.find(me.projectId(), me.memberId(), open.conversationId())
                .ifPresent(where ->
                        tell.changed(me.projectId(), where.accountId(), where.conversationId()));
    }

    private RequestTable.Open decide(CurrentMember me, UUID requestId, String outcome) {
        RequestTable.Open open =
                requests.find(me.projectId(), me.memberId(), requestId)
                        .orElseThrow(Problem::notFound);
        if (!requests.decide(me.projectId(), requestId, outcome, me.memberId(), clock.instant())) {
            throw Problem.notFound();
        }
        return open;
    }
}

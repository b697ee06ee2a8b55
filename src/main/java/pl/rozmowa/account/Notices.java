package pl.rozmowa.account;

import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/** Tells those who manage a mailbox that it needs one of them: once each time, until it is over or they have read it. */
@Component
class Notices {

    private final TransactionTemplate transaction;
    private final NoticeTable notices;
    private final LiveUpdates live;
    private final ObjectProvider<TroubleListener> listeners;

    Notices(
            TransactionTemplate transaction,
            NoticeTable notices,
            LiveUpdates live,
            ObjectProvider<TroubleListener> listeners) {
        this.transaction = transaction;
        this.notices = notices;
        this.live = live;
        this.listeners = listeners;
    }

    /** Inside the open transaction in which the mailbox got into trouble. */
    void tellOf(UUID projectId, UUID accountId) {
        if (notices.note(projectId, accountId)) {
            live.publish(
                    new LiveEvent(
                            projectId,
                            "account",
                            accountId,
                            null,
                            null,
                            Map.of("changed", "notice")));
            listeners.orderedStream().forEach(one -> one.troubled(projectId, accountId));
        }
    }

    /** What became trouble only by lasting. */
    void tellOfAllUntold() {
        for (NoticeTable.Troubled mailbox : notices.untold()) {
            transaction.executeWithoutResult(
                    tx -> tellOf(mailbox.projectId(), mailbox.accountId()));
        }
    }

    /** Not again to this member, in whichever window they are. */
    void dismiss(CurrentMember who, UUID noticeId) {
        transaction.executeWithoutResult(tx -> {
            if (!notices.dismiss(who.projectId(), noticeId, who.memberId())) {
                throw Problem.notFound();
            }
            live.publish(
                    new LiveEvent(
                            who.projectId(),
                            "account",
                            null,
                            null,
                            who.memberId(),
                            Map.of("changed", "notice")));
        });
    }
}

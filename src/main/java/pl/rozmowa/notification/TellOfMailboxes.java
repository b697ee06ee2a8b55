package pl.rozmowa.notification;

import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.TroubleListener;
import pl.rozmowa.notification.NotificationTable.News;

/** Tells those who manage a mailbox that it needs one of them. */
@Component
class TellOfMailboxes implements TroubleListener {

    private final Notify notify;
    private final ConcernedQuery concerned;

    TellOfMailboxes(Notify notify, ConcernedQuery concerned) {
        this.notify = notify;
        this.concerned = concerned;
    }

    @Override
    public void troubled(UUID projectId, UUID accountId) {
        concerned
                .notice(projectId, accountId)
                .ifPresent(notice ->
                        notify.tellManagers(
                                new News(
                                        projectId,
                                        Kind.MAILBOX_TROUBLE,
                                        null,
                                        accountId,
                                        null,
                                        notice,
                                        1)));
    }
}

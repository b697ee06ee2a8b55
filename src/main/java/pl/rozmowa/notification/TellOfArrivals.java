package pl.rozmowa.notification;

import org.springframework.stereotype.Component;
import pl.rozmowa.conversation.ArrivalListener;
import pl.rozmowa.notification.NotificationTable.News;

/** Tells those whose conversation a client wrote in, and everybody at a mailbox of a conversation that nobody is responsible for yet. */
@Component
class TellOfArrivals implements ArrivalListener {

    private final Notify notify;
    private final ConcernedQuery concerned;

    TellOfArrivals(Notify notify, ConcernedQuery concerned) {
        this.notify = notify;
        this.concerned = concerned;
    }

    @Override
    public void arrived(Arrived arrived) {
        if (arrived.begun()) {
            notify.tellMailbox(
                    News.of(
                            arrived.projectId(),
                            Kind.NEW_UNASSIGNED,
                            arrived.conversationId(),
                            null),
                    arrived.accountId());
            return;
        }
        notify.tell(
                new News(
                        arrived.projectId(),
                        Kind.REPLY_IN_MINE,
                        arrived.conversationId(),
                        null,
                        null,
                        arrived.conversationId(),
                        arrived.emails()),
                concerned.with(arrived.projectId(), arrived.conversationId()));
    }
}

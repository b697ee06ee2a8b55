package pl.rozmowa.notification;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.notification.NotificationTable.Made;
import pl.rozmowa.notification.NotificationTable.News;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;

/** Tells members, inside the transaction of what they are told of. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Notify {

    static final String EVENT = "notification";

    private final NotificationTable table;
    private final PushJobs push;
    private final LiveUpdates live;

    Notify(NotificationTable table, PushJobs push, LiveUpdates live) {
        this.table = table;
        this.push = push;
        this.live = live;
    }

    /** Those of these members who reach the conversation. */
    public void tell(News news, Collection<UUID> members) {
        if (members.isEmpty()) {
            return;
        }
        List<Made> made = table.make(news, members);
        eachHears(news, made);
    }

    /** All who reach the mailbox that the conversation is in. A single event is enough for them. */
    public void tellMailbox(News news, UUID accountId) {
        List<Made> made = table.makeForMailbox(news, accountId);
        push(news, made);
        if (made.stream().anyMatch(Made::inApp)) {
            publish(news, null);
        }
    }

    /** All who manage the mailbox. */
    public void tellManagers(News news) {
        eachHears(news, table.makeForManagers(news));
    }

    /** It needs nobody any more. */
    public void settle(UUID projectId, Kind kind, UUID conversationId) {
        if (table.settle(projectId, kind, conversationId)) {
            publish(News.of(projectId, kind, conversationId, null), null);
        }
    }

    private void eachHears(News news, List<Made> made) {
        push(news, made);
        made.stream().filter(Made::inApp).forEach(one -> publish(news, one.memberId()));
    }

    /** A browser is not told again of somebody who only asks once more. */
    private void push(News news, List<Made> made) {
        boolean each = news.kind() != Kind.ACCESS_REQUESTED;
        push.add(
                news.projectId(),
                made.stream()
                        .filter(one -> one.byPush() && (each || one.count() == news.count()))
                        .map(Made::id)
                        .toList());
    }

    private void publish(News news, @Nullable UUID memberId) {
        live.publish(
                new LiveEvent(
                        news.projectId(),
                        EVENT,
                        news.accountId(),
                        news.conversationId(),
                        memberId,
                        Map.of()));
    }
}

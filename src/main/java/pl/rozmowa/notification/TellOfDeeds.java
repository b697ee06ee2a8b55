package pl.rozmowa.notification;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.conversation.HistoryListener;
import pl.rozmowa.notification.NotificationTable.News;

/** Tells members of what colleagues did with a conversation, by the verbs of its history. */
@Component
class TellOfDeeds implements HistoryListener {

    private final Notify notify;
    private final NotificationTable table;
    private final ConcernedQuery concerned;

    TellOfDeeds(Notify notify, NotificationTable table, ConcernedQuery concerned) {
        this.notify = notify;
        this.table = table;
        this.concerned = concerned;
    }

    @Override
    public void noted(Deed deed) {
        switch (deed.verb()) {
            case "assigned" -> {
                named(deed);
                notify.settle(deed.projectId(), Kind.NEW_UNASSIGNED, deed.conversationId());
            }
            case "closed" ->
                    notify.settle(deed.projectId(), Kind.NEW_UNASSIGNED, deed.conversationId());
            case "member_added" -> named(deed);
            case "let_in" -> tellSubject(deed, Kind.SHARED_WITH_ME);
            case "woke" -> woke(deed);
            default -> {}
        }
    }

    /** Whoever is let in for it is told that they are named, not also that they were let in. */
    private void named(Deed deed) {
        UUID subject = deed.subject();
        if (subject != null) {
            table.takeBack(deed.projectId(), Kind.SHARED_WITH_ME, deed.conversationId(), subject);
            tellSubject(deed, Kind.ASSIGNED);
        }
    }

    private void tellSubject(Deed deed, Kind kind) {
        UUID subject = deed.subject();
        if (subject != null) {
            tell(deed, kind, List.of(subject));
        }
    }

    private void woke(Deed deed) {
        Set<UUID> members = new TreeSet<>(concerned.with(deed.projectId(), deed.conversationId()));
        concerned.snoozedBy(deed.projectId(), deed.conversationId()).ifPresent(members::add);
        tell(deed, Kind.SNOOZE_OVER, List.copyOf(members));
    }

    private void tell(Deed deed, Kind kind, List<UUID> members) {
        notify.tell(
                News.of(deed.projectId(), kind, deed.conversationId(), deed.memberId()), members);
    }
}

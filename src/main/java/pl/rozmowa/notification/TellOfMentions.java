package pl.rozmowa.notification;

import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.notification.NotificationTable.News;
import pl.rozmowa.teamwork.NoteMentioned;

/** Tells members of notes that name them. Whoever was let in for it is told that they are named, not also that they were let in. */
@Component
class TellOfMentions implements NoteMentioned {

    private final Notify notify;
    private final NotificationTable table;

    TellOfMentions(Notify notify, NotificationTable table) {
        this.notify = notify;
        this.table = table;
    }

    @Override
    public void mentioned(
            UUID projectId, UUID conversationId, UUID noteId, UUID byMember, Set<UUID> members) {
        members.forEach(
                member -> table.takeBack(projectId, Kind.SHARED_WITH_ME, conversationId, member));
        notify.tell(
                new News(projectId, Kind.MENTIONED, conversationId, null, byMember, noteId, 1),
                members);
    }
}

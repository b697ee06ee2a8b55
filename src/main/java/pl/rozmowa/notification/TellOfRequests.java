package pl.rozmowa.notification;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.notification.NotificationTable.News;
import pl.rozmowa.sharing.AccessRequested;

/** Tells whoever could open a conversation that somebody asks for it: once for each of them, however often they ask. */
@Component
class TellOfRequests implements AccessRequested {

    private final Notify notify;
    private final ConcernedQuery concerned;

    TellOfRequests(Notify notify, ConcernedQuery concerned) {
        this.notify = notify;
        this.concerned = concerned;
    }

    @Override
    public void requested(UUID projectId, UUID conversationId, UUID byMember) {
        notify.tell(
                new News(
                        projectId,
                        Kind.ACCESS_REQUESTED,
                        conversationId,
                        null,
                        byMember,
                        both(conversationId, byMember),
                        1),
                concerned.hosts(projectId, conversationId));
    }

    private static UUID both(UUID conversationId, UUID memberId) {
        String text = conversationId + " " + memberId;
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}

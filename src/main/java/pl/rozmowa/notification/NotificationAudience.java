package pl.rozmowa.notification;

import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.LiveAudience;
import pl.rozmowa.platform.LiveEvent;

/** For the member it is addressed to; whether they reach what it is about, the audiences of conversations and mailboxes say. */
@Component
class NotificationAudience implements LiveAudience {

    @Override
    public boolean decides(LiveEvent event) {
        return event.type().equals(Notify.EVENT);
    }

    @Override
    public Set<UUID> among(LiveEvent event, Set<UUID> memberIds) {
        return event.addressed(memberIds);
    }
}

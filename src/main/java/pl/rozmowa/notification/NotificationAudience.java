package pl.rozmowa.notification;

import org.springframework.stereotype.Component;
import pl.rozmowa.platform.LiveAudience;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveRecipient;

/** For the member it is addressed to; whether they reach what it is about, the audiences of conversations and mailboxes say. */
@Component
class NotificationAudience implements LiveAudience {

    @Override
    public boolean decides(LiveEvent event) {
        return event.type().equals(Notify.EVENT);
    }

    @Override
    public boolean maySee(LiveRecipient recipient, LiveEvent event) {
        return recipient.projectId().equals(event.projectId())
                && (event.memberId() == null || event.memberId().equals(recipient.memberId()));
    }
}

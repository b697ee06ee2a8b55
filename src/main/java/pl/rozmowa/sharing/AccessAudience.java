package pl.rozmowa.sharing;

import org.springframework.stereotype.Component;
import pl.rozmowa.platform.LiveAudience;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveRecipient;

/** That somebody's own access changed is told to them alone, also when they see nothing of it any more. */
@Component
class AccessAudience implements LiveAudience {

    @Override
    public boolean decides(LiveEvent event) {
        return event.type().equals(TellOfAccess.TYPE) && event.memberId() != null;
    }

    @Override
    public boolean maySee(LiveRecipient recipient, LiveEvent event) {
        return recipient.projectId().equals(event.projectId())
                && recipient.memberId().equals(event.memberId());
    }
}

package pl.rozmowa.teamwork;

import org.springframework.stereotype.Component;
import pl.rozmowa.platform.LiveAudience;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveRecipient;

/** That the tags of a project changed is no secret within it; which there are is asked with the rule. */
@Component
class TagAudience implements LiveAudience {

    @Override
    public boolean decides(LiveEvent event) {
        return event.type().equals("tags") || event.type().equals("views");
    }

    @Override
    public boolean maySee(LiveRecipient recipient, LiveEvent event) {
        return recipient.projectId().equals(event.projectId())
                && (event.memberId() == null || event.memberId().equals(recipient.memberId()));
    }
}

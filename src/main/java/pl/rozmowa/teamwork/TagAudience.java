package pl.rozmowa.teamwork;

import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.LiveAudience;
import pl.rozmowa.platform.LiveEvent;

/** That the tags of a project changed is no secret within it; which there are is asked with the rule. */
@Component
class TagAudience implements LiveAudience {

    @Override
    public boolean decides(LiveEvent event) {
        return event.type().equals("tags") || event.type().equals("views");
    }

    @Override
    public Set<UUID> among(LiveEvent event, Set<UUID> memberIds) {
        return event.addressed(memberIds);
    }
}

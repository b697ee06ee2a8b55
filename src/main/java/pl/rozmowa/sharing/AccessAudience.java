package pl.rozmowa.sharing;

import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.LiveAudience;
import pl.rozmowa.platform.LiveEvent;

/** That somebody's own access changed is told to them alone, also when they see nothing of it any more. */
@Component
class AccessAudience implements LiveAudience {

    @Override
    public boolean decides(LiveEvent event) {
        return event.type().equals(TellOfAccess.TYPE) && event.memberId() != null;
    }

    @Override
    public Set<UUID> among(LiveEvent event, Set<UUID> memberIds) {
        return event.addressed(memberIds);
    }
}

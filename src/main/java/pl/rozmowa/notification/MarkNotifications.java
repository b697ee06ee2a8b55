package pl.rozmowa.notification;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/** A member has seen what they were told, in whichever window. */
@Component
class MarkNotifications {

    private final NotificationTable table;
    private final LiveUpdates live;

    MarkNotifications(NotificationTable table, LiveUpdates live) {
        this.table = table;
        this.live = live;
    }

    /** @throws Problem {@code not_found} where it is not theirs */
    @Transactional
    public void mark(CurrentMember me, UUID id, boolean read) {
        if (!table.mark(me.projectId(), me.memberId(), id, read)) {
            throw Problem.notFound();
        }
        tell(me);
    }

    /** @param conversationId null for everything */
    @Transactional
    public void markAll(CurrentMember me, @Nullable UUID conversationId) {
        if (table.markAll(me.projectId(), me.memberId(), conversationId) > 0) {
            tell(me);
        }
    }

    private void tell(CurrentMember me) {
        live.publish(
                new LiveEvent(me.projectId(), Notify.EVENT, null, null, me.memberId(), Map.of()));
    }
}

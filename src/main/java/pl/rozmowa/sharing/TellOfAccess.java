package pl.rozmowa.sharing;

import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;

/** Tells open pages that access changed, inside the transaction of the change. */
@Component
class TellOfAccess {

    static final String TYPE = "access";

    private final LiveUpdates live;

    TellOfAccess(LiveUpdates live) {
        this.live = live;
    }

    /** To everybody who sees the conversation: who else does has changed, or who asks to. */
    void changed(UUID projectId, UUID accountId, UUID conversationId) {
        live.publish(new LiveEvent(projectId, TYPE, accountId, conversationId, null, Map.of()));
    }

    /** To the one whose access it is, who sees the conversation now; {@code by}: whoever gave it. */
    void given(UUID projectId, UUID accountId, UUID conversationId, UUID memberId, UUID by) {
        Map<String, String> data = Map.of("change", "given", "by", by.toString());
        live.publish(new LiveEvent(projectId, TYPE, accountId, conversationId, memberId, data));
    }

    /** To the one who reaches the conversation further or less far than before. */
    void levelChanged(UUID projectId, UUID accountId, UUID conversationId, UUID memberId) {
        Map<String, String> data = Map.of("change", "level");
        live.publish(new LiveEvent(projectId, TYPE, accountId, conversationId, memberId, data));
    }

    /** To the one whose grant is gone: their open pages must ask again. */
    void taken(UUID projectId, UUID conversationId, UUID memberId) {
        Map<String, String> data = Map.of("gone", conversationId.toString());
        live.publish(new LiveEvent(projectId, TYPE, null, null, memberId, data));
    }
}

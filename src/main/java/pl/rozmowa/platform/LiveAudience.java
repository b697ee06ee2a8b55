package pl.rozmowa.platform;

import java.util.Set;
import java.util.UUID;

/**
 * Says who may hear of an event. Implemented as a bean by the room that owns what the event is about; asked again for each event, so that
 * access taken away stops the very next one. An event for which no audience answers is told to nobody.
 */
public interface LiveAudience {

    /** Whether this audience is the one to ask about such an event. */
    boolean decides(LiveEvent event);

    /** Of these members of the event's project, those who may know about it now; looked up in the database, never remembered. */
    Set<UUID> among(LiveEvent event, Set<UUID> memberIds);
}

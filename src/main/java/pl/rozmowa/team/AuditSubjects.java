package pl.rozmowa.team;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** A room that knows what ids in the audit log stand for. */
public interface AuditSubjects {

    /** The names of those among {@code ids} that are the room's own and that the reader may see; by id. */
    Map<UUID, String> names(CurrentMember reader, Collection<UUID> ids);
}

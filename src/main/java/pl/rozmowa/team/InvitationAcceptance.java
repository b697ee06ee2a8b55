package pl.rozmowa.team;

import java.util.Collection;
import java.util.UUID;

/** A room above in which an invitation promised something. */
public interface InvitationAcceptance {

    /** Called in the open transaction in which the invited joins. */
    void accepted(UUID projectId, UUID invitationId, UUID memberId);

    /** Called in the open transaction in which a new invitation of the same address takes the place of these open ones. */
    void replaced(UUID projectId, Collection<UUID> before, UUID by);
}

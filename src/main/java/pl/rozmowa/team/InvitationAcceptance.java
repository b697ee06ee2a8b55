package pl.rozmowa.team;

import java.util.UUID;

/** A room above in which an invitation promised something. */
public interface InvitationAcceptance {

    /** Called in the open transaction in which the invited joins. */
    void accepted(UUID projectId, UUID invitationId, UUID memberId);
}

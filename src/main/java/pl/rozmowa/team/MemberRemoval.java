package pl.rozmowa.team;

import java.util.UUID;

/** A room above in which something was given to a member. */
public interface MemberRemoval {

    /** Called in the open transaction that ends a membership: whoever is invited again later begins with nothing. */
    void removing(UUID projectId, UUID memberId);
}

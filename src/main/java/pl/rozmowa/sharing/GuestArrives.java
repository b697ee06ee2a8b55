package pl.rozmowa.sharing;

import java.time.Clock;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.team.InvitationAcceptance;

/** Whoever accepts an invitation finds the conversations that it was about. */
@Component
class GuestArrives implements InvitationAcceptance {

    private final GuestTable guests;
    private final TellOfAccess tell;
    private final Clock clock;

    GuestArrives(GuestTable guests, TellOfAccess tell, Clock clock) {
        this.guests = guests;
        this.tell = tell;
        this.clock = clock;
    }

    @Override
    public void accepted(UUID projectId, UUID invitationId, UUID memberId) {
        guests.redeem(projectId, invitationId, memberId, clock.instant())
                .forEach(found ->
                        tell.changed(projectId, found.accountId(), found.conversationId()));
    }

    /** What earlier invitations of the same address promised, the newest one promises too. */
    @Override
    public void replaced(UUID projectId, Collection<UUID> before, UUID by) {
        guests.carryOver(projectId, before, by);
    }
}

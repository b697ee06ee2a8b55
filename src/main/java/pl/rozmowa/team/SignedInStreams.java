package pl.rozmowa.team;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.LiveAudience;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveLogin;
import pl.rozmowa.platform.LiveRecipient;

/** Who listens to live updates, until when, and who hears that the team changed: every active member but guests. */
@Component
class SignedInStreams implements LiveLogin, LiveAudience {

    private final SessionTable sessions;
    private final MemberTable members;
    private final Clock clock;

    SignedInStreams(SessionTable sessions, MemberTable members, Clock clock) {
        this.sessions = sessions;
        this.members = members;
        this.clock = clock;
    }

    @Override
    public LiveRecipient recipient(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null
                && SecurityContextHolder.getContext().getAuthentication()
                        instanceof SignedIn signedIn) {
            CurrentMember member = signedIn.member();
            return sessions.id(session.getId())
                    .map(id -> new LiveRecipient(member.projectId(), member.memberId(), id))
                    .orElseThrow(CurrentMemberResolver::signedOut);
        }
        throw CurrentMemberResolver.signedOut();
    }

    @Override
    public Set<LiveRecipient> gone(Collection<LiveRecipient> open) {
        return open.isEmpty() ? Set.of() : sessions.gone(open, clock.instant());
    }

    @Override
    public boolean decides(LiveEvent event) {
        return event.type().equals("members");
    }

    @Override
    public boolean maySee(LiveRecipient recipient, LiveEvent event) {
        Optional<Member> member = members.find(recipient.projectId(), recipient.memberId());
        return recipient.projectId().equals(event.projectId())
                && member.filter(Member::active)
                        .filter(active -> active.role() != Role.GUEST)
                        .isPresent();
    }
}

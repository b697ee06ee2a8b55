package pl.rozmowa.team;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
    public Set<UUID> among(LiveEvent event, Set<UUID> memberIds) {
        return members.all(event.projectId()).stream()
                .filter(Member::active)
                .filter(member -> member.role() != Role.GUEST)
                .map(Member::id)
                .filter(memberIds::contains)
                .collect(Collectors.toSet());
    }
}

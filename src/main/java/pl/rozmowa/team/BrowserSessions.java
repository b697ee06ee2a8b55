package pl.rozmowa.team;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;

/**
 * Remembers in the session who signed in and which project they look at, nothing more: role and membership are read from the database
 * for each request. A session ends after 12 hours without use and 30 days in any case.
 */
@Component
class BrowserSessions implements SecurityContextRepository {

    static final Duration IDLE = Duration.ofHours(12);
    static final Duration LONGEST = Duration.ofDays(30);

    static final String PERSON = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;
    static final String PROJECT = "project";
    static final String ADDRESS = "address";
    static final String BROWSER = "browser";

    private final CurrentMemberTable members;
    private final CsrfTokenRepository csrfTokens;
    private final Clock clock;

    BrowserSessions(CurrentMemberTable members, CsrfTokenRepository csrfTokens, Clock clock) {
        this.members = members;
        this.csrfTokens = csrfTokens;
        this.clock = clock;
    }

    /** Signs the person in at this browser: a new session with a new id, and a new token against forged requests, whatever the browser held. */
    CurrentMember start(
            SignedInPlace place, HttpServletRequest request, HttpServletResponse response) {
        end(request);
        HttpSession session = request.getSession(true);
        session.setAttribute(PERSON, place.personId().toString());
        session.setAttribute(PROJECT, place.projectId().toString());
        session.setAttribute(ADDRESS, request.getRemoteAddr());
        session.setAttribute(BROWSER, Browser.name(request));
        CurrentMember member =
                members.find(place, Browser.language(request))
                        .orElseThrow(
                                () -> new IllegalStateException("signed in without a membership"));
        csrfTokens.saveToken(csrfTokens.generateToken(request), request, response);
        return member;
    }

    /** Signs out at this browser. */
    void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /** Turns this browser to another project of the same person. */
    void turnTo(UUID projectId, HttpServletRequest request) {
        request.getSession(true).setAttribute(PROJECT, projectId.toString());
    }

    @Override
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        HttpServletRequest request = holder.getRequest();
        return member(request)
                .map(member -> new SecurityContextImpl(new SignedIn(member)))
                .orElseGet(SecurityContextImpl::new);
    }

    private Optional<CurrentMember> member(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null
                || !(session.getAttribute(PERSON) instanceof String person)
                || !(session.getAttribute(PROJECT) instanceof String project)) {
            return Optional.empty();
        }
        if (Instant.ofEpochMilli(session.getCreationTime())
                .plus(LONGEST)
                .isBefore(clock.instant())) {
            session.invalidate();
            return Optional.empty();
        }
        SignedInPlace place = new SignedInPlace(UUID.fromString(person), UUID.fromString(project));
        return members.find(place, Browser.language(request));
    }

    /** Nothing to save: {@link #start} is the only way in. */
    @Override
    public void saveContext(
            SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(PERSON) != null;
    }
}

package pl.rozmowa.team;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import pl.rozmowa.platform.Problem;

/** Signing in and out, and what the web app asks first. */
@RestController
@RequestMapping("/api")
class LoginApi {

    private final FirstVisit firstVisit;
    private final Login login;
    private final BrowserSessions browsers;
    private final SessionTable sessions;
    private final SessionBodies bodies;
    private final CurrentMemberTable members;
    private final Audit audit;

    LoginApi(
            FirstVisit firstVisit,
            Login login,
            BrowserSessions browsers,
            SessionTable sessions,
            SessionBodies bodies,
            CurrentMemberTable members,
            Audit audit) {
        this.firstVisit = firstVisit;
        this.login = login;
        this.browsers = browsers;
        this.sessions = sessions;
        this.bodies = bodies;
        this.members = members;
        this.audit = audit;
    }

    record Setup(
            @Nullable String code,
            @Nullable String name,
            @Nullable String email,
            @Nullable String password,
            @Nullable String projectName,
            @Nullable String language,
            @Nullable String timeZone) {}

    record SignIn(@Nullable String email, @Nullable String password) {}

    record Turn(@Nullable String projectId) {}

    @GetMapping("/session")
    SessionBody session() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn
                ? bodies.of(signedIn.member())
                : bodies.ofNobody();
    }

    @PostMapping("/setup")
    SessionBody setup(
            @RequestBody Setup form, HttpServletRequest request, HttpServletResponse response) {
        FirstVisit.Owner owner =
                new FirstVisit.Owner(
                        Fields.name(form.name(), "name"),
                        Fields.email(form.email(), "email"),
                        Fields.password(form.password(), "password"),
                        Fields.name(form.projectName(), "projectName"),
                        Fields.language(form.language()),
                        Fields.zone(form.timeZone()));
        String code = Fields.token(form.code(), "code");
        return welcome(firstVisit.claim(code, owner, request.getRemoteAddr()), request, response);
    }

    @PostMapping("/login")
    SessionBody login(
            @RequestBody SignIn form, HttpServletRequest request, HttpServletResponse response) {
        SignedInPlace place =
                login.signIn(
                        Fields.email(form.email(), "email"),
                        Fields.password(form.password(), "password"),
                        request.getRemoteAddr());
        return welcome(place, request, response);
    }

    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(CurrentMember who, HttpServletRequest request) {
        browsers.end(request);
        audit.note(who, "signed_out", null);
    }

    @PostMapping("/logout-everywhere")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logoutEverywhere(CurrentMember who, HttpServletRequest request) {
        browsers.end(request);
        sessions.endAll(who.personId());
        audit.note(who, "signed_out_everywhere", null);
    }

    @PostMapping("/session/project")
    SessionBody turnTo(CurrentMember who, @RequestBody Turn form, HttpServletRequest request) {
        UUID project = Fields.id(form.projectId(), "projectId");
        CurrentMember there =
                members.find(new SignedInPlace(who.personId(), project), Browser.language(request))
                        .orElseThrow(Problem::notFound);
        browsers.turnTo(project, request);
        return bodies.of(there);
    }

    private SessionBody welcome(
            SignedInPlace place, HttpServletRequest request, HttpServletResponse response) {
        CurrentMember member = browsers.start(place, request, response);
        audit.note(member, "signed_in", null);
        return bodies.of(member);
    }
}

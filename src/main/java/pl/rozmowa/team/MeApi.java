package pl.rozmowa.team;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What somebody may see and change about themselves. */
@RestController
@RequestMapping("/api/me")
class MeApi {

    private final Profile profile;
    private final SessionBodies bodies;

    MeApi(Profile profile, SessionBodies bodies) {
        this.profile = profile;
        this.bodies = bodies;
    }

    record PasswordChange(@Nullable String current, @Nullable String next) {}

    record Sessions(List<SessionTable.Row> items) {}

    @PatchMapping
    SessionBody change(CurrentMember who, @RequestBody Profile.Change change) {
        profile.change(who, change);
        return bodies.of(who);
    }

    @PostMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(
            CurrentMember who, @RequestBody PasswordChange change, HttpServletRequest request) {
        profile.changePassword(
                who,
                Fields.password(change.current(), "current"),
                Fields.password(change.next(), "next"),
                request.getRemoteAddr(),
                request.getSession().getId());
        request.changeSessionId();
    }

    @GetMapping("/sessions")
    Sessions sessions(CurrentMember who, HttpServletRequest request) {
        return new Sessions(profile.sessions(who, request.getSession().getId()));
    }

    @DeleteMapping("/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSession(CurrentMember who, @PathVariable UUID id) {
        profile.endSession(who, id);
    }
}

package pl.rozmowa.team;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Inviting people, and being invited. */
@RestController
@RequestMapping("/api/invitations")
class InvitationsApi {

    private final Invite invite;
    private final AcceptInvitation acceptInvitation;
    private final BrowserSessions browsers;
    private final SessionBodies bodies;
    private final Audit audit;

    InvitationsApi(
            Invite invite,
            AcceptInvitation acceptInvitation,
            BrowserSessions browsers,
            SessionBodies bodies,
            Audit audit) {
        this.invite = invite;
        this.acceptInvitation = acceptInvitation;
        this.browsers = browsers;
        this.bodies = bodies;
        this.audit = audit;
    }

    record Item(
            UUID id,
            String email,
            Role role,
            UUID invitedBy,
            Instant createdAt,
            Instant expiresAt) {}

    record Items(List<Item> items) {}

    record Form(@Nullable String email, @Nullable String role) {}

    record TokenForm(@Nullable String token) {}

    record AcceptForm(
            @Nullable String token,
            @Nullable String name,
            @Nullable String password,
            @Nullable String language,
            @Nullable String timeZone) {}

    @GetMapping
    Items open(CurrentMember who) {
        return new Items(
                invite.open(who).stream()
                        .map(open ->
                                new Item(
                                        open.id(),
                                        open.email(),
                                        open.role(),
                                        open.invitedBy(),
                                        open.createdAt(),
                                        open.expiresAt()))
                        .toList());
    }

    @PostMapping
    Invite.Link invite(CurrentMember who, @RequestBody Form form) {
        return invite.invite(who, Fields.email(form.email(), "email"), Fields.role(form.role()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(CurrentMember who, @PathVariable UUID id) {
        invite.revoke(who, id);
    }

    /** A question asked by POST, so that the token stands in no address. Changes nothing. */
    @PostMapping("/look")
    AcceptInvitation.Look look(@RequestBody TokenForm form) {
        return acceptInvitation.look(Fields.token(form.token(), "token"));
    }

    @PostMapping("/accept")
    SessionBody accept(
            @RequestBody AcceptForm form,
            HttpServletRequest request,
            HttpServletResponse response) {
        AcceptInvitation.Joining joining =
                new AcceptInvitation.Joining(
                        form.name(),
                        Fields.password(form.password(), "password"),
                        form.language() == null ? null : Fields.language(form.language()),
                        form.timeZone() == null ? null : Fields.zone(form.timeZone()));
        SignedInPlace place =
                acceptInvitation.accept(
                        Fields.token(form.token(), "token"), joining, request.getRemoteAddr());
        CurrentMember member = browsers.start(place, request, response);
        audit.note(member, "signed_in", null);
        return bodies.of(member);
    }
}

package pl.rozmowa.teamwork;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/** Who looks at what, and who is writing. */
@RestController
@RequestMapping("/api")
class PresenceApi {

    private final BePresent presence;
    private final PresenceQuery query;

    PresenceApi(BePresent presence, PresenceQuery query) {
        this.presence = presence;
        this.query = query;
    }

    /** {@code page}: made by the page when it is opened; a member's pages count as one. */
    record Doing(@Nullable String state, @Nullable UUID page) {}

    record Items(List<PresenceQuery.Present> items) {}

    @PutMapping("/conversations/{id}/presence")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void say(CurrentMember me, @PathVariable UUID id, @RequestBody Doing doing) {
        if (doing.page() == null) {
            throw Problem.invalid("page");
        }
        presence.say(me, id, doing.page(), doing.state() == null ? "" : doing.state());
    }

    /** The others in all conversations that one reaches. */
    @GetMapping("/presence")
    Items all(CurrentMember me) {
        return new Items(query.all(me.projectId(), me.memberId()));
    }
}

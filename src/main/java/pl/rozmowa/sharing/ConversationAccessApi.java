package pl.rozmowa.sharing;

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
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.Addresses;
import pl.rozmowa.team.CurrentMember;

/** Who sees a conversation: looking, opening it to somebody, closing it again, asking for it. */
@RestController
@RequestMapping("/api")
class ConversationAccessApi {

    private final SharedConversation shared;
    private final GiveAccess give;
    private final InviteGuest guests;
    private final AskForAccess asking;

    ConversationAccessApi(
            SharedConversation shared, GiveAccess give, InviteGuest guests, AskForAccess asking) {
        this.shared = shared;
        this.give = give;
        this.guests = guests;
        this.asking = asking;
    }

    record Giving(
            @Nullable List<@Nullable UUID> memberIds,
            @Nullable String level,
            @Nullable String note,
            @Nullable Boolean mail) {}

    record Guest(
            @Nullable String email,
            @Nullable String level,
            @Nullable String note,
            @Nullable Boolean mail) {}

    record Change(@Nullable String level) {}

    record Asking(@Nullable String note) {}

    record Requests(List<RequestTable.Open> items) {}

    @GetMapping("/conversations/{id}/access")
    WhoSees whoSees(CurrentMember me, @PathVariable UUID id) {
        return shared.whoSees(me, id);
    }

    @PostMapping("/conversations/{id}/access")
    WhoSees give(CurrentMember me, @PathVariable UUID id, @RequestBody Giving giving) {
        String level = Wording.level(giving.level());
        String note = Wording.note(giving.note());
        List<@Nullable UUID> members = giving.memberIds();
        if (members == null || members.contains(null)) {
            throw Problem.invalid("memberIds");
        }
        boolean mail = Boolean.TRUE.equals(giving.mail());
        give.give(me, id, List.copyOf(members), level, note, mail);
        return shared.whoSees(me, id);
    }

    @PatchMapping("/conversations/{id}/access/{member}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(
            CurrentMember me,
            @PathVariable UUID id,
            @PathVariable UUID member,
            @RequestBody Change change) {
        give.change(me, id, member, Wording.level(change.level()));
    }

    @DeleteMapping("/conversations/{id}/access/{member}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(CurrentMember me, @PathVariable UUID id, @PathVariable UUID member) {
        give.revoke(me, id, member);
    }

    @PostMapping("/conversations/{id}/access/guests")
    InviteGuest.Invited invite(CurrentMember me, @PathVariable UUID id, @RequestBody Guest guest) {
        return guests.invite(
                me,
                id,
                Addresses.of(guest.email(), "email"),
                Wording.level(guest.level()),
                Wording.note(guest.note()),
                Boolean.TRUE.equals(guest.mail()));
    }

    @DeleteMapping("/conversations/{id}/access/guests/{invitation}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(CurrentMember me, @PathVariable UUID id, @PathVariable UUID invitation) {
        guests.withdraw(me, id, invitation);
    }

    /** Always the same answer, whether there is such a conversation or not. */
    @PostMapping("/conversations/{id}/access/requests")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void ask(CurrentMember me, @PathVariable UUID id, @RequestBody Asking form) {
        asking.ask(me, id, Wording.note(form.note()));
    }

    /** Those that the member may decide on. */
    @GetMapping("/access-requests")
    Requests requests(CurrentMember me) {
        return new Requests(asking.open(me));
    }

    @PostMapping("/access-requests/{id}/grant")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void grant(CurrentMember me, @PathVariable UUID id, @RequestBody Change change) {
        asking.grant(me, id, Wording.level(change.level()));
    }

    @PostMapping("/access-requests/{id}/decline")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decline(CurrentMember me, @PathVariable UUID id) {
        asking.decline(me, id);
    }
}

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
import pl.rozmowa.conversation.Colleague;
import pl.rozmowa.team.CurrentMember;

/** Who looks after which client. */
@RestController
@RequestMapping("/api")
class ClientsApi {

    private final ClientOwnership ownership;

    ClientsApi(ClientOwnership ownership) {
        this.ownership = ownership;
    }

    record Clients(List<ClientOwnerTable.Client> items) {}

    /** {@code memberId}: null for nobody. */
    record Owner(@Nullable UUID memberId) {}

    @GetMapping("/conversations/{id}/clients")
    Clients clients(CurrentMember me, @PathVariable UUID id) {
        return new Clients(ownership.clients(me, id));
    }

    /** {@code mayChange}: whether the reader may name another. */
    record Looked(@Nullable Colleague owner, boolean mayChange) {}

    @GetMapping("/contacts/{id}/owner")
    Looked owner(CurrentMember me, @PathVariable UUID id) {
        Colleague owner = ownership.owner(me, id);
        return new Looked(owner, ClientOwnership.mayName(me, owner == null ? null : owner.id()));
    }

    @PutMapping("/contacts/{id}/owner")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void name(CurrentMember me, @PathVariable UUID id, @RequestBody Owner owner) {
        ownership.name(me, id, owner.memberId());
    }
}

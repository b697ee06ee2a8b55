package pl.rozmowa.account;

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
import pl.rozmowa.team.CurrentMember;

/** The second step of the wizard: signing in, watched while it goes on. */
@RestController
@RequestMapping("/api/connection-attempts")
class ConnectionAttemptsApi {

    private final ConnectAccount connect;

    ConnectionAttemptsApi(ConnectAccount connect) {
        this.connect = connect;
    }

    record Begun(UUID id) {}

    record Attempt(
            UUID id,
            String stage,
            int foldersRead,
            @Nullable ConnectionFailure failure,
            @Nullable UUID accountId) {}

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Begun begin(CurrentMember who, @RequestBody ConnectionRequest request) {
        return new Begun(connect.begin(who, request));
    }

    @GetMapping("/{id}")
    Attempt look(CurrentMember who, @PathVariable UUID id) {
        ConnectionAttempt attempt = connect.look(who, id);
        return new Attempt(
                attempt.id(),
                attempt.stage().key(),
                attempt.foldersRead(),
                attempt.failure(),
                attempt.accountId());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveUp(CurrentMember who, @PathVariable UUID id) {
        connect.giveUp(who, id);
    }
}

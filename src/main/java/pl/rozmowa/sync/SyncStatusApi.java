package pl.rozmowa.sync;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import pl.rozmowa.conversation.Download;
import pl.rozmowa.team.CurrentMember;

/** The sync page of a mailbox: whoever reads it sees, whoever manages it acts. */
@RestController
@RequestMapping("/api/mail-accounts/{id}")
class SyncStatusApi {

    private final SyncStatusQuery status;
    private final LookAgain again;
    private final QuarantinedSource sources;

    SyncStatusApi(SyncStatusQuery status, LookAgain again, QuarantinedSource sources) {
        this.status = status;
        this.again = again;
        this.sources = sources;
    }

    /**
     * From when on to list again.
     *
     * @param folderId null for all folders that are followed
     */
    record Request(@Nullable String since, @Nullable UUID folderId) {}

    @GetMapping("/sync")
    SyncStatus status(CurrentMember me, @PathVariable UUID id) {
        return status.of(me, id);
    }

    @PostMapping("/sync/fetch-again")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void fetchAgain(CurrentMember me, @PathVariable UUID id, @RequestBody Request request) {
        again.fetchAgain(me, id, request.since(), request.folderId());
    }

    @PostMapping("/quarantine/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void retryAll(CurrentMember me, @PathVariable UUID id) {
        again.retryAll(me, id);
    }

    @PostMapping("/quarantine/{folderId}/{uidValidity}/{uid}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void retry(
            CurrentMember me,
            @PathVariable UUID id,
            @PathVariable UUID folderId,
            @PathVariable long uidValidity,
            @PathVariable long uid) {
        again.retry(me, id, new SetAside(folderId, uidValidity, uid));
    }

    @GetMapping("/quarantine/{folderId}/{uidValidity}/{uid}/beginning")
    QuarantinedSource.Beginning beginning(
            CurrentMember me,
            @PathVariable UUID id,
            @PathVariable UUID folderId,
            @PathVariable long uidValidity,
            @PathVariable long uid) {
        return sources.beginning(me, id, new SetAside(folderId, uidValidity, uid));
    }

    @GetMapping("/quarantine/{folderId}/{uidValidity}/{uid}/source")
    ResponseEntity<byte[]> source(
            CurrentMember me,
            @PathVariable UUID id,
            @PathVariable UUID folderId,
            @PathVariable long uidValidity,
            @PathVariable long uid) {
        return Download.of(
                sources.whole(me, id, new SetAside(folderId, uidValidity, uid)),
                "message-" + uid + ".eml",
                "message/rfc822");
    }
}

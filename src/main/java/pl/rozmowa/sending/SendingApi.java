package pl.rozmowa.sending;

import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/** Answering: what an answer begins with, sending it, and what becomes of it. */
@RestController
@RequestMapping("/api")
class SendingApi {

    private final ProposeReply proposing;
    private final SendReply sending;
    private final SubmissionQuery submissions;
    private final DecideSubmission deciding;

    SendingApi(
            ProposeReply proposing,
            SendReply sending,
            SubmissionQuery submissions,
            DecideSubmission deciding) {
        this.proposing = proposing;
        this.sending = sending;
        this.submissions = submissions;
        this.deciding = deciding;
    }

    record Taken(UUID submissionId) {}

    record Listed(List<SubmissionQuery.Shown> items) {}

    @GetMapping("/conversations/{id}/reply")
    ReplyProposal reply(
            CurrentMember me,
            @PathVariable UUID id,
            @RequestParam UUID email,
            @RequestParam(defaultValue = "false") boolean all) {
        return proposing.propose(me, id, email, all);
    }

    @PostMapping("/conversations/{id}/replies")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Taken send(CurrentMember me, @PathVariable UUID id, @RequestBody NewReply reply) {
        return new Taken(sending.send(me, id, reply));
    }

    @GetMapping("/submissions")
    Listed list(CurrentMember me, @RequestParam(defaultValue = "false") boolean open) {
        return new Listed(submissions.list(me.projectId(), me.memberId(), open));
    }

    @GetMapping("/submissions/{id}")
    SubmissionQuery.Shown one(CurrentMember me, @PathVariable UUID id) {
        return submissions.find(me.projectId(), me.memberId(), id).orElseThrow(Problem::notFound);
    }

    @PostMapping("/submissions/{id}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retry(CurrentMember me, @PathVariable UUID id) {
        deciding.retry(me, id);
    }

    @PostMapping("/submissions/{id}/discard")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(CurrentMember me, @PathVariable UUID id) {
        deciding.discard(me, id);
    }
}

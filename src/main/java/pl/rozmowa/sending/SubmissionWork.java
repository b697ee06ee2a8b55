package pl.rozmowa.sending;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the job of a submission does: claims the row and takes the step that its phase asks for, until none is due. */
@Component
class SubmissionWork {

    private final SubmissionTable submissions;
    private final SubmitEmail submit;
    private final LookInSent look;
    private final FileInSent file;
    private final Clock clock;

    SubmissionWork(
            SubmissionTable submissions,
            SubmitEmail submit,
            LookInSent look,
            FileInSent file,
            Clock clock) {
        this.submissions = submissions;
        this.submit = submit;
        this.look = look;
        this.file = file;
        this.clock = clock;
    }

    /**
     * @return when to come again; empty when everything is done
     */
    Optional<Instant> run(UUID projectId, UUID id) {
        Optional<EmailSubmission> claimed = submissions.claim(projectId, id, clock.instant());
        while (claimed.isPresent()) {
            step(claimed.get());
            claimed = submissions.claim(projectId, id, clock.instant());
        }
        return submissions.due(projectId, id);
    }

    private void step(EmailSubmission submission) {
        switch (submission.phase()) {
            case QUEUED, CONNECTED, RECIPIENTS_ACCEPTED -> submit.submit(submission);
            case DATA_SENT, UNCERTAIN -> look.look(submission);
            case ACCEPTED -> file.file(submission);
            case FAILED, DISCARDED ->
                    throw new IllegalStateException("nothing to do for " + submission.id());
        }
    }
}

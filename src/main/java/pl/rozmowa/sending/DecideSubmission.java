package pl.rozmowa.sending;

import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.conversation.Receiving;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.sending.SubmissionQuery.Decided;
import pl.rozmowa.team.CurrentMember;

/** What a person may say about an email that was not sent, or perhaps not: try again, or give it up. */
@Component
class DecideSubmission {

    private final SubmissionQuery submissions;
    private final SubmissionJobs jobs;
    private final SubmissionProgress progress;
    private final Receiving receiving;
    private final Clock clock;

    DecideSubmission(
            SubmissionQuery submissions,
            SubmissionJobs jobs,
            SubmissionProgress progress,
            Receiving receiving,
            Clock clock) {
        this.submissions = submissions;
        this.jobs = jobs;
        this.progress = progress;
        this.receiving = receiving;
        this.clock = clock;
    }

    /** Only what was surely not sent. */
    @Transactional
    public void retry(CurrentMember me, UUID id) {
        Decided decided = lock(me, id);
        if (decided.phase() != Phase.FAILED) {
            throw notNow();
        }
        submissions.again(me.projectId(), id, clock.instant());
        jobs.schedule(me.projectId(), id, clock.instant());
        tell(me, decided, Phase.QUEUED);
    }

    /** What was not sent leaves its conversation; what may have been sent stays there. */
    @Transactional
    public void discard(CurrentMember me, UUID id) {
        Decided decided = lock(me, id);
        boolean failed = decided.phase() == Phase.FAILED;
        if (!failed && decided.phase() != Phase.UNCERTAIN) {
            throw notNow();
        }
        submissions.discard(me.projectId(), id, !failed, clock.instant());
        UUID email = decided.emailId();
        if (failed && email != null) {
            receiving.withdrawSent(me.projectId(), decided.accountId(), email);
        }
        tell(me, decided, Phase.DISCARDED);
    }

    private Decided lock(CurrentMember me, UUID id) {
        return submissions
                .lock(me.projectId(), me.memberId(), id)
                .orElseThrow(() ->
                        submissions.find(me.projectId(), me.memberId(), id).isPresent()
                                ? Problem.forbidden()
                                : Problem.notFound());
    }

    private void tell(CurrentMember me, Decided decided, Phase phase) {
        progress.tell(
                me.projectId(), decided.accountId(), decided.conversationId(), decided.id(), phase);
    }

    private static Problem notNow() {
        return new Problem("submission_moved_on", 409);
    }
}

package pl.rozmowa.sending;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;

/** Writes down where a submission stands, each step in a transaction of its own, and tells open pages. */
@Component
class SubmissionProgress {

    private final SubmissionTable submissions;
    private final TransactionTemplate transaction;
    private final LiveUpdates live;
    private final Clock clock;

    SubmissionProgress(
            SubmissionTable submissions,
            TransactionTemplate transaction,
            LiveUpdates live,
            Clock clock) {
        this.submissions = submissions;
        this.transaction = transaction;
        this.live = live;
        this.clock = clock;
    }

    /**
     * Announces the next step; once this returns, it may be taken.
     *
     * @throws ClaimLost when somebody else has taken over
     */
    void enter(EmailSubmission claimed, Phase phase, List<RecipientFailure> refused) {
        transaction.executeWithoutResult(tx -> {
            if (!submissions.enter(claimed, phase, refused, clock.instant())) {
                throw new ClaimLost(claimed.id());
            }
            tell(claimed, phase);
        });
    }

    /**
     * The server took it.
     *
     * @param refused null: as they were noted before
     */
    void accepted(
            EmailSubmission claimed,
            @Nullable List<RecipientFailure> refused,
            boolean filedByProvider) {
        transaction.executeWithoutResult(tx -> {
            if (submissions.accepted(claimed, refused, filedByProvider, clock.instant())) {
                tell(claimed, Phase.ACCEPTED);
            }
        });
    }

    /** It was not sent: for good, or until {@code next}. */
    void notSent(
            EmailSubmission claimed,
            Failure failure,
            List<RecipientFailure> refused,
            @Nullable Instant next) {
        end(claimed, next == null ? Phase.FAILED : Phase.QUEUED, failure, refused, next);
    }

    /** Nobody knows; {@code next}: when to look in Sent again. */
    void uncertain(EmailSubmission claimed, @Nullable Instant next) {
        end(claimed, Phase.UNCERTAIN, null, null, next);
    }

    void filed(EmailSubmission claimed, String copy, @Nullable Instant next) {
        submissions.filed(claimed, copy, next, clock.instant());
    }

    private void end(
            EmailSubmission claimed,
            Phase phase,
            @Nullable Failure failure,
            @Nullable List<RecipientFailure> refused,
            @Nullable Instant next) {
        transaction.executeWithoutResult(tx -> {
            if (submissions.end(claimed, phase, failure, refused, next, clock.instant())) {
                tell(claimed, phase);
            }
        });
    }

    private void tell(EmailSubmission claimed, Phase phase) {
        tell(
                claimed.projectId(),
                claimed.accountId(),
                claimed.conversationId(),
                claimed.id(),
                phase);
    }

    /** Inside the transaction of the change. The audience of a conversation decides who hears of both. */
    void tell(UUID projectId, UUID accountId, UUID conversationId, UUID id, Phase phase) {
        live.publish(
                new LiveEvent(
                        projectId,
                        "submission",
                        accountId,
                        conversationId,
                        null,
                        Map.of("id", id.toString(), "phase", phase.key())));
        live.publish(LiveEvent.ofConversation(projectId, accountId, conversationId));
    }
}

package pl.rozmowa.sending;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import pl.rozmowa.platform.Ids;
import pl.rozmowa.platform.Jobs;

/** One job a submission: it runs again and again, each time when the row says, until there is nothing more to do. */
@Configuration
class SubmissionJobs {

    static final String TASK = "submission";

    private static final Duration AFTER_BREAKDOWN = Duration.ofSeconds(5);

    private final Jobs jobs;
    private final SubmissionTable submissions;

    SubmissionJobs(Jobs jobs, SubmissionTable submissions) {
        this.jobs = jobs;
        this.submissions = submissions;
    }

    /** In the transaction that gives it something to do. A second job for the same row does no harm: the row can be claimed once. */
    void schedule(UUID projectId, UUID id, Instant at) {
        jobs.schedule(TASK, projectId + "/" + id + "/" + Ids.next(), at);
    }

    @Bean
    static Task<Void> submissionTask(ObjectProvider<SubmissionWork> work) {
        return Tasks.custom(TASK, Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_BREAKDOWN))
                .onDeadExecutionRevive()
                .execute((job, context) -> {
                    String[] ids = job.getId().split("/");
                    return work.getObject()
                            .run(UUID.fromString(ids[0]), UUID.fromString(ids[1]))
                            .map(SubmissionJobs::again)
                            .orElseGet(CompletionHandler.OnCompleteRemove::new);
                });
    }

    private static CompletionHandler<Void> again(Instant at) {
        return (complete, operations) -> operations.reschedule(complete, at);
    }

    /** Whatever a node left behind goes on, even if its job was lost. */
    @EventListener(ApplicationReadyEvent.class)
    void goOn() {
        submissions.unattended().forEach(left -> schedule(left.projectId(), left.id(), left.due()));
    }
}

package pl.rozmowa.notification;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pl.rozmowa.platform.Jobs;

/** One job a message: it runs again and again until there is nothing more to do. */
@Configuration
class PushJobs {

    private static final String TASK = "push-message";
    private static final Duration AFTER_BREAKDOWN = Duration.ofSeconds(30);

    private final PushTable messages;
    private final Jobs jobs;
    private final Clock clock;

    PushJobs(PushTable messages, Jobs jobs, Clock clock) {
        this.messages = messages;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** In the transaction that made the notifications. */
    void add(UUID projectId, Collection<UUID> notifications) {
        if (notifications.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        messages.add(projectId, notifications)
                .forEach(id -> jobs.schedule(TASK, projectId + "/" + id, now));
    }

    @Bean
    static Task<Void> pushMessageTask(ObjectProvider<SendPush> sending) {
        return Tasks.custom(TASK, Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_BREAKDOWN))
                .onDeadExecutionRevive()
                .execute((job, context) -> {
                    String[] ids = job.getId().split("/");
                    return sending.getObject()
                            .send(UUID.fromString(ids[0]), UUID.fromString(ids[1]))
                            .map(PushJobs::again)
                            .orElseGet(CompletionHandler.OnCompleteRemove::new);
                });
    }

    private static CompletionHandler<Void> again(Instant at) {
        return (complete, operations) -> operations.reschedule(complete, at);
    }
}

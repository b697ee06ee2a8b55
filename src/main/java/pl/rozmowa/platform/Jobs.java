package pl.rozmowa.platform;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Work that must be done although this process may die: a row written in the caller's transaction, taken up after the commit. */
@Component
public class Jobs {

    private final SchedulerClient rows;
    private final ObjectProvider<Scheduler> scheduler;

    Jobs(SchedulerClient jobRows, ObjectProvider<Scheduler> scheduler) {
        this.rows = jobRows;
        this.scheduler = scheduler;
    }

    /**
     * Asks for a job; twice for the same does nothing more.
     *
     * @param task the name of a {@code Task} bean
     * @param instance what it is to be done to
     */
    public void schedule(String task, String instance, Instant at) {
        rows.scheduleIfNotExists(new TaskInstance<>(task, instance), at);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(
                    new TransactionSynchronization() {
                        @Override
                        public void afterCommit() {
                            look();
                        }
                    });
        } else {
            look();
        }
    }

    private void look() {
        scheduler.getObject().triggerCheckForDueExecutions();
    }
}

package pl.rozmowa.platform;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** The scheduler: it works off what the rooms declare as {@code Task} beans, once this node serves. */
@Configuration
class JobsBeans {

    /** A job whose node says nothing for half a minute is taken up by another. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final int MISSED = 6;

    /** Jobs mostly wait for mail servers, on virtual threads: a few slow servers must not hold up everybody's mail. */
    private static final int AT_ONCE = 200;

    @Bean
    SchedulerClient jobRows(DataSource dataSource) {
        return SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                .build();
    }

    @Bean(destroyMethod = "stop")
    Scheduler jobScheduler(DataSource dataSource, ObjectProvider<Task<?>> tasks) {
        List<Task<?>> asked = new ArrayList<>();
        List<RecurringTask<?>> recurring = new ArrayList<>();
        for (Task<?> task : tasks.orderedStream().toList()) {
            if (task instanceof RecurringTask<?> again) {
                recurring.add(again);
            } else {
                asked.add(task);
            }
        }
        return Scheduler.create(dataSource, asked)
                .startTasks(recurring)
                .threads(AT_ONCE)
                .executorService(
                        Executors.newThreadPerTaskExecutor(
                                Thread.ofVirtual().name("job-", 0).factory()))
                .pollingInterval(Duration.ofSeconds(1))
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED)
                .shutdownMaxWait(Duration.ofSeconds(8))
                .build();
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        ready.getApplicationContext().getBean(Scheduler.class).start();
    }
}

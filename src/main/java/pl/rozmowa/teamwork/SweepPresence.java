package pl.rozmowa.teamwork;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Clears away what pages said that are long closed. */
@Configuration
class SweepPresence {

    private static final Duration EVERY = Duration.ofMinutes(1);

    @Bean
    static Task<Void> sweepPresenceTask(ObjectProvider<PresenceTable> table, Clock clock) {
        return Tasks.recurring("sweep-presence", FixedDelay.of(EVERY))
                .execute((job, context) -> table.getObject().sweep(clock.instant()));
    }
}

package pl.rozmowa.account;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks twice a minute for mailboxes that need somebody who hasn't been told. */
@Configuration
class TellOfTrouble {

    private static final Duration EVERY = Duration.ofSeconds(30);

    @Bean
    static Task<Void> tellOfTroubleTask(ObjectProvider<Notices> notices) {
        return Tasks.recurring("tell-of-trouble", FixedDelay.of(EVERY))
                .execute((job, context) -> notices.getObject().tellOfAllUntold());
    }
}

package pl.rozmowa.governor;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Days of traffic that nobody asks about any more are removed. */
@Configuration
class ForgetTraffic {

    @Bean
    static Task<Void> forgetTrafficTask(ObjectProvider<Traffic> traffic) {
        return Tasks.recurring("forget-traffic", FixedDelay.of(Duration.ofHours(12)))
                .execute((job, context) -> traffic.getObject().forgetOld());
    }
}

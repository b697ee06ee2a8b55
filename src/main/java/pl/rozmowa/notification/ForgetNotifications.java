package pl.rozmowa.notification;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pl.rozmowa.team.MemberRemoval;

/** Read notifications are kept for two months, unread ones for half a year; those of members who leave go at once. */
@Configuration
class ForgetNotifications implements MemberRemoval {

    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration READ = Duration.ofDays(60);
    private static final Duration UNREAD = Duration.ofDays(180);
    private static final int AT_ONCE = 5_000;

    private final NotificationTable table;
    private final Clock clock;

    ForgetNotifications(NotificationTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    @Bean
    static Task<Void> forgetNotificationsTask(ObjectProvider<ForgetNotifications> forgetting) {
        return Tasks.recurring("forget-notifications", FixedDelay.of(EVERY))
                .execute((job, context) -> forgetting.getObject().forgetOld());
    }

    void forgetOld() {
        Instant now = clock.instant();
        while (table.forgetOld(now.minus(READ), now.minus(UNREAD), AT_ONCE) == AT_ONCE) {}
    }

    @Override
    public void removing(UUID projectId, UUID memberId) {
        table.forget(projectId, memberId);
    }
}

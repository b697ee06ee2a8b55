package pl.rozmowa.teamwork;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.conversation.History;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;

/** Brings snoozed conversations back when their moment has come. */
@Configuration
class WakeSnoozed {

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final int AT_ONCE = 200;

    private final TeamStateTable states;
    private final History history;
    private final LiveUpdates live;
    private final TransactionTemplate transactions;
    private final Clock clock;

    WakeSnoozed(
            TeamStateTable states,
            History history,
            LiveUpdates live,
            TransactionTemplate transactions,
            Clock clock) {
        this.states = states;
        this.history = history;
        this.live = live;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Bean
    static Task<Void> wakeSnoozedTask(ObjectProvider<WakeSnoozed> waking) {
        return Tasks.recurring("wake-snoozed", FixedDelay.of(EVERY))
                .execute((job, context) -> waking.getObject().wakeAll());
    }

    void wakeAll() {
        while (wakeSome() == AT_ONCE) {}
    }

    private int wakeSome() {
        List<TeamStateTable.Woken> woken =
                transactions.execute(_ -> {
                    List<TeamStateTable.Woken> some = states.wake(clock.instant(), AT_ONCE);
                    some.forEach(this::tell);
                    return some;
                });
        return woken.size();
    }

    private void tell(TeamStateTable.Woken one) {
        history.note(one.projectId(), one.conversationId(), null, "woke", null, null);
        live.publish(
                LiveEvent.ofConversation(one.projectId(), one.accountId(), one.conversationId()));
    }
}

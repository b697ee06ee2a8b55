package pl.rozmowa.sync;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What this node's sessions did, counted since its start. Labels name kinds, never a mailbox or a person. */
@Component
class SyncMetrics {

    private final Counter fetched;
    private final Counter failed;
    private final Counter gone;
    private final Timer pages;

    SyncMetrics(MeterRegistry registry) {
        fetched = messages(registry, "fetched");
        failed = messages(registry, "failed");
        gone = messages(registry, "gone");
        pages =
                Timer.builder("rozmowa.sync.page.commit")
                        .description("From the beginning of a page's transaction to its commit")
                        .serviceLevelObjectives(
                                Duration.ofMillis(5),
                                Duration.ofMillis(20),
                                Duration.ofMillis(50),
                                Duration.ofMillis(100),
                                Duration.ofMillis(250),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(5))
                        .register(registry);
    }

    private static Counter messages(MeterRegistry registry, String outcome) {
        return Counter.builder("rozmowa.sync.messages")
                .description("Messages by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }

    /** Times what stores a page; nothing is counted when it throws. */
    void pageCommitted(int messages, Runnable storing) {
        long begun = System.nanoTime();
        storing.run();
        pages.record(Duration.ofNanos(System.nanoTime() - begun));
        fetched.increment(messages);
    }

    void failed() {
        failed.increment();
    }

    void gone(int messages) {
        gone.increment(messages);
    }
}

package pl.rozmowa.demo;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What goes on in the world while the demo runs: clients answer, now and then something new arrives, and all of it is kept. */
@Component
@Profile("demo")
class DemoLife implements Answerer.Post, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(DemoLife.class);
    private static final Duration FIRST_ARRIVAL = Duration.ofSeconds(50);
    private static final Duration BETWEEN_ARRIVALS = Duration.ofMinutes(3);
    private static final Duration BETWEEN_SAVES = Duration.ofSeconds(3);

    private final MailServer server;
    private final World world = World.load();
    private final Clock clock;
    private final Deque<Story> arrivals = new ArrayDeque<>();
    private final ScheduledExecutorService time =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("demo-life").factory());

    DemoLife(MailServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
        server.tell(new Answerer(world, this, clock));
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        WorldFiles.stories("arrivals").stream()
                .filter(story -> !server.hasArrived(story.name()))
                .forEach(arrivals::add);
        every(FIRST_ARRIVAL, BETWEEN_ARRIVALS, this::arrive);
        every(BETWEEN_SAVES, BETWEEN_SAVES, server::save);
    }

    @Override
    public void deliverAfter(Duration delay, Supplier<WrittenMail> message) {
        var _ =
                time.schedule(
                        () -> calmly(() -> server.deliver(message.get())),
                        delay.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void arrive() throws IOException {
        Story story = arrivals.poll();
        if (story != null) {
            world.tell(story, clock.instant()).forEach(server::deliver);
            server.arrived(story.name());
        }
    }

    /** Something that may fail on the disk. */
    private interface Step {
        void run() throws IOException;
    }

    private void every(Duration first, Duration between, Step step) {
        var _ =
                time.scheduleWithFixedDelay(
                        () -> calmly(step),
                        first.toMillis(),
                        between.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** One failure must not end what is repeated. */
    private static void calmly(Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            LOG.warn("the demo's world stumbled", e);
        }
    }

    @Override
    public void destroy() {
        time.shutdownNow();
    }
}

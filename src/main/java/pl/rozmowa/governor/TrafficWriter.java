package pl.rozmowa.governor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Has what the connections of this node moved written down every minute, and at the end. */
@Component
class TrafficWriter implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TrafficWriter.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Traffic traffic;
    private volatile @Nullable Thread thread;

    TrafficWriter(Traffic traffic) {
        this.traffic = traffic;
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("traffic-writer").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                write();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            traffic.write();
        } catch (DataAccessException e) {
            // Nothing is forgotten: it is written with the next round.
            LOG.warn("traffic waits for the database: {}", e.getClass().getSimpleName());
        }
    }

    /** After the engine, which closes its connections when it stops. */
    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
        write();
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 20;
    }
}

package pl.rozmowa.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks twice a second at the memory of the application with its PostgreSQL, and keeps the most. */
final class MemoryPeak implements AutoCloseable {

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread looking;
    private volatile long most;

    private MemoryPeak(BenchApp app) {
        looking = Thread.ofPlatform().daemon().start(() -> look(app));
    }

    static MemoryPeak of(BenchApp app) {
        return new MemoryPeak(app);
    }

    private void look(BenchApp app) {
        try {
            do {
                most = Math.max(most, app.memory().sum());
            } while (!ended.await(500, TimeUnit.MILLISECONDS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** In bytes. */
    long most() {
        return most;
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            looking.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

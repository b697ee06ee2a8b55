package pl.rozmowa.account;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The attempts that this node works on. While there are any it says every ten seconds that they are alive; when it no longer does, they
 * count as interrupted.
 */
@Component
class RunningAttempts {

    /** An attempt that was not heard of for so long is over. */
    static final Duration SILENT = Duration.ofSeconds(45);

    private static final Logger log = LoggerFactory.getLogger(RunningAttempts.class);
    private static final long BEAT_SECONDS = 10;

    private final AttemptTable attempts;
    private final Clock clock;
    private final Map<UUID, Thread> threads = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private boolean beating;

    RunningAttempts(AttemptTable attempts, Clock clock) {
        this.attempts = attempts;
        this.clock = clock;
    }

    void start(UUID id, Runnable work) {
        Thread thread =
                Thread.ofVirtual()
                        .name("connect-" + id)
                        .unstarted(() -> {
                            try {
                                work.run();
                            } finally {
                                finished(id);
                            }
                        });
        threads.put(id, thread);
        thread.start();
        beat();
    }

    /** Interrupting a virtual thread closes the socket that it waits on. */
    void stop(UUID id) {
        Thread thread = threads.get(id);
        if (thread != null) {
            thread.interrupt();
        }
    }

    @PreDestroy
    void stopAll() {
        threads.values().forEach(Thread::interrupt);
    }

    private void finished(UUID id) {
        threads.remove(id);
        lock.lock();
        try {
            idle.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void beat() {
        lock.lock();
        try {
            if (!beating) {
                beating = true;
                Thread.ofVirtual().name("connect-alive").start(this::sayAlive);
            }
        } finally {
            lock.unlock();
        }
    }

    private void sayAlive() {
        while (stillBusy()) {
            try {
                attempts.stillAlive(Set.copyOf(threads.keySet()), clock.instant());
            } catch (DataAccessException e) {
                log.warn("attempts could not be said to be alive", e);
            }
        }
    }

    /** Waits for the next beat; false, and no more beats, when there is nothing left to speak for. */
    private boolean stillBusy() {
        lock.lock();
        try {
            long nanos = TimeUnit.SECONDS.toNanos(BEAT_SECONDS);
            while (nanos > 0 && !threads.isEmpty()) {
                nanos = idle.awaitNanos(nanos);
            }
            beating = !threads.isEmpty();
            return beating;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            beating = false;
            return false;
        } finally {
            lock.unlock();
        }
    }
}

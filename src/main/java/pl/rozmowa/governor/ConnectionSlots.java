package pl.rozmowa.governor;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/** How many connections are open from this node to one mailbox: never more than its provider allows, and one more for a person who waits. */
@Component
public class ConnectionSlots {

    private final ConcurrentMap<UUID, Semaphore> ordinary = new ConcurrentHashMap<>();
    private final ConcurrentMap<UUID, Semaphore> personal = new ConcurrentHashMap<>();

    /** The right to one open connection, given back once. */
    public static final class Slot implements AutoCloseable {

        private final Semaphore from;
        private final AtomicBoolean given = new AtomicBoolean();

        private Slot(Semaphore from) {
            this.from = from;
        }

        @Override
        public void close() {
            if (given.compareAndSet(false, true)) {
                from.release();
            }
        }
    }

    /** Empty when all are taken for longer than one is ready to wait. */
    public Optional<Slot> take(UUID accountId, int most, Duration patience)
            throws InterruptedException {
        return take(ordinary.computeIfAbsent(accountId, _ -> new Semaphore(most, true)), patience);
    }

    /** For what a person waits for: one connection above the others, so that long work never keeps anybody waiting. */
    public Optional<Slot> takeForPerson(UUID accountId, Duration patience)
            throws InterruptedException {
        return take(personal.computeIfAbsent(accountId, _ -> new Semaphore(1, true)), patience);
    }

    private static Optional<Slot> take(Semaphore semaphore, Duration patience)
            throws InterruptedException {
        return semaphore.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)
                ? Optional.of(new Slot(semaphore))
                : Optional.empty();
    }
}

package pl.rozmowa.platform;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One open page. Events wait in a short line; the same event waiting twice is told once, and a page too slow for its line is told to
 * look at everything again instead.
 */
final class LiveStream {

    private static final int LINE = 256;
    private static final long HEARTBEAT_SECONDS = 20;

    private final LiveRecipient recipient;
    private final String start;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<LiveEvent, Waiting> waiting = new LinkedHashMap<>();
    private @Nullable String resyncAt;
    private boolean closed;

    /**
     * @param id of its first telling, from where a page goes on that breaks off now
     * @param number of its last telling, about which the rights are asked
     */
    private record Waiting(String id, long number) {}

    /**
     * @param start the id of the last event that the page knows already
     */
    LiveStream(LiveRecipient recipient, String start) {
        this.recipient = recipient;
        this.start = start;
    }

    LiveRecipient recipient() {
        return recipient;
    }

    /** Puts the event in line if it can concern this recipient at all; whether they may see it is asked when its turn comes. */
    void offer(String id, long number, LiveEvent event) {
        boolean mine = event.projectId().equals(recipient.projectId());
        boolean forMe = event.memberId() == null || event.memberId().equals(recipient.memberId());
        if (!mine || !forMe) {
            return;
        }
        lock.lock();
        try {
            waiting.merge(
                    event,
                    new Waiting(id, number),
                    (first, again) -> new Waiting(first.id(), again.number()));
            if (waiting.size() > LINE) {
                waiting.clear();
                resyncAt = id;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Whatever was missed, the page must look at everything again. */
    void resync(String id) {
        lock.lock();
        try {
            waiting.clear();
            resyncAt = id;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes where the page stands, then events until the stream is closed or the page goes away.
     *
     * @throws IOException when the page went away
     */
    void writeTo(
            Wire wire, LiveEvents format, BiPredicate<LiveRecipient, LiveRights.Telling> maySee)
            throws IOException, InterruptedException {
        wire.send(LiveEvents.position(start));
        while (true) {
            Next next = next();
            switch (next) {
                case Next.Closed ignored -> {
                    return;
                }
                case Next.Silence ignored -> wire.send(":\n\n");
                case Next.Resync resync -> wire.send(LiveEvents.resync(resync.id()));
                case Next.Event event -> {
                    if (maySee.test(recipient, event.telling())) {
                        wire.send(format.event(event.id(), event.telling().event()));
                    }
                }
            }
        }
    }

    private Next next() throws InterruptedException {
        lock.lock();
        try {
            long patience = TimeUnit.SECONDS.toNanos(HEARTBEAT_SECONDS);
            while (true) {
                if (closed) {
                    return new Next.Closed();
                }
                String resync = resyncAt;
                if (resync != null) {
                    resyncAt = null;
                    return new Next.Resync(resync);
                }
                if (!waiting.isEmpty()) {
                    var first = waiting.entrySet().iterator().next();
                    waiting.remove(first.getKey());
                    return new Next.Event(
                            first.getValue().id(),
                            new LiveRights.Telling(first.getKey(), first.getValue().number()));
                }
                if (patience <= 0) {
                    return new Next.Silence();
                }
                patience = changed.awaitNanos(patience);
            }
        } finally {
            lock.unlock();
        }
    }

    private sealed interface Next {
        record Event(String id, LiveRights.Telling telling) implements Next {}

        record Resync(String id) implements Next {}

        record Silence() implements Next {}

        record Closed() implements Next {}
    }

    /** Where the text goes, flushed at once. */
    interface Wire {
        void send(String text) throws IOException;

        static Wire to(OutputStream out) {
            return text -> {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
            };
        }
    }
}

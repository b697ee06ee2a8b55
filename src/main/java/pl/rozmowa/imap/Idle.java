package pl.rozmowa.imap;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.platform.SocketDeadline;

/**
 * IDLE (RFC 2177, RFC 9051 §6.3.13). DONE and the answer to it every so often show that somebody is still there: a connection that a
 * router forgot looks exactly like a quiet one.
 */
final class Idle {

    private static final byte[] DONE = "DONE\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ImapWire wire;

    /** Guards what a waking thread and the idling one share. */
    private final ReentrantLock state = new ReentrantLock();

    private boolean idling;
    private boolean wakeAsked;
    private @Nullable SocketDeadline ending;

    /** Why we stopped listening. */
    private enum Heard {
        NOTHING,
        ENOUGH,
        ANSWER
    }

    Idle(ImapWire wire) {
        this.wire = wire;
    }

    IdleEnd run(Duration atMost, Duration reissue, BooleanSupplier enough) throws ImapException {
        return wire.guarded(() -> {
            long end = System.nanoTime() + atMost.toNanos();
            for (long now = System.nanoTime(); now - end < 0; now = System.nanoTime()) {
                if (takeWake()) {
                    return IdleEnd.WOKEN;
                }
                Heard heard = round(Math.min(end, now + reissue.toNanos()), enough);
                if (takeWake()) {
                    return IdleEnd.WOKEN;
                }
                if (heard != Heard.NOTHING) {
                    return IdleEnd.STOPPED;
                }
            }
            return IdleEnd.TIME_UP;
        });
    }

    /** From IDLE to the tagged answer. */
    private Heard round(long until, BooleanSupplier enough) throws IOException {
        String tag = wire.nextTag();
        wire.begin(wire.limits().answer());
        long linesBefore = wire.reader().line();
        StatusLine refused = wire.write(new ImapCommand("IDLE"), tag, Answers.NONE);
        if (refused == null) {
            refused = wire.awaitGoAhead(tag, Answers.NONE);
        }
        if (refused != null) {
            throw new ImapException(Refusals.of(refused));
        }
        boolean alreadyToldSomething =
                wire.reader().line() > linesBefore + 1; // NOTIFY doesn't wait
        Heard heard = Heard.NOTHING;
        if (begin()) {
            heard =
                    alreadyToldSomething && enough.getAsBoolean()
                            ? Heard.ENOUGH
                            : listen(tag, until, enough);
        }
        if (heard != Heard.ANSWER) {
            wire.begin(wire.limits().answer());
            sayDone();
            accept(wire.await(tag, Answers.NONE));
        }
        ended();
        return heard;
    }

    private Heard listen(String tag, long until, BooleanSupplier enough) throws IOException {
        ImapReader in = wire.reader();
        in.expect(Long.MAX_VALUE);
        while (true) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return Heard.NOTHING;
            }
            wire.socket().setSoTimeout((int) Math.min(left + 1, Integer.MAX_VALUE));
            in.rest();
            try {
                in.nextLine();
            } catch (SocketTimeoutException e) {
                continue; // the time is looked at above; what half arrived is kept
            }
            StatusLine tagged = wire.take(Answers.NONE);
            if (tagged != null && tag.equals(tagged.tag())) {
                accept(tagged);
                return Heard.ANSWER;
            }
            if (!in.pending() && enough.getAsBoolean()) {
                return Heard.ENOUGH;
            }
        }
    }

    private static void accept(StatusLine tagged) throws ImapException {
        if (!tagged.ok()) {
            throw new ImapException(Refusals.of(tagged));
        }
    }

    /** From here on a waking thread says DONE itself; false when one came before, so that we say it ourselves. */
    private boolean begin() {
        state.lock();
        try {
            idling = true;
            return !wakeAsked;
        } finally {
            state.unlock();
        }
    }

    private void sayDone() throws IOException {
        state.lock();
        try {
            if (idling) {
                idling = false;
                wire.send(DONE);
            }
        } finally {
            state.unlock();
        }
    }

    private void ended() {
        state.lock();
        try {
            idling = false;
            if (ending != null) {
                ending.close();
                ending = null;
            }
        } finally {
            state.unlock();
        }
    }

    private boolean takeWake() {
        state.lock();
        try {
            boolean asked = wakeAsked;
            wakeAsked = false;
            return asked;
        } finally {
            state.unlock();
        }
    }

    /** From any thread. The idling one waits without a time limit of its own, so its socket gets one here. */
    void wake() {
        state.lock();
        try {
            wakeAsked = true;
            if (idling) {
                idling = false;
                ending = SocketDeadline.closing(wire.plain(), wire.limits().answer());
                wire.send(DONE);
            }
        } catch (IOException e) {
            wire.abandon(); // the idling thread notices at once
        } finally {
            state.unlock();
        }
    }
}

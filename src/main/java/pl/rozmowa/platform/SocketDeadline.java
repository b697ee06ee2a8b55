package pl.rozmowa.platform;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Closes a socket when something takes too long that has no time limit of its own: a write to a peer that no longer reads, a
 * handshake that arrives a byte a second. Left by {@code try} when the work is done in time.
 */
public final class SocketDeadline implements AutoCloseable {

    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean missed;

    private SocketDeadline() {}

    /**
     * Begins to count.
     *
     * @param socket the plain one, beneath TLS: closing a TLS socket says farewell first, and waits for the very write that is stuck
     */
    public static SocketDeadline closing(Socket socket, Duration atMost) {
        SocketDeadline deadline = new SocketDeadline();
        Thread.ofVirtual().name("socket-deadline").start(() -> deadline.watch(socket, atMost));
        return deadline;
    }

    private void watch(Socket socket, Duration atMost) {
        try {
            if (!done.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                missed = true;
                socket.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            missed = true; // closed already: whoever waits on it is free
        }
    }

    /** The failure as the caller should see it: a time limit when that is what closed the socket. */
    public IOException explain(IOException failure) {
        if (!missed) {
            return failure;
        }
        SocketTimeoutException timeout = new SocketTimeoutException("deadline passed");
        timeout.initCause(failure);
        return timeout;
    }

    @Override
    public void close() {
        done.countDown();
    }
}

package pl.rozmowa.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Passes TCP connections on to a local port, every byte delayed by half a round trip each way; the bandwidth stays as it is. It counts
 * what passes.
 */
final class DelayProxy implements AutoCloseable {

    private final ServerSocket door;
    private final int target;
    private final long oneWayNanos;
    private final Exchanges exchanges = new Exchanges();

    private record Piece(byte[] bytes, long due) {}

    private DelayProxy(ServerSocket door, int target, long oneWayNanos) {
        this.door = door;
        this.target = target;
        this.oneWayNanos = oneWayNanos;
    }

    static DelayProxy before(int target, int roundTripMillis) throws IOException {
        DelayProxy proxy =
                new DelayProxy(
                        new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                        target,
                        TimeUnit.MILLISECONDS.toNanos(roundTripMillis) / 2);
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    int port() {
        return door.getLocalPort();
    }

    /** What passed so far. */
    Exchanges exchanges() {
        return exchanges;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                Exchanges.Connection counted = exchanges.connected();
                pass(near, far, counted::asked);
                pass(far, near, counted::answered);
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** Hears of each piece, which begins the array. */
    private interface Counter {
        void passed(byte[] buffer, int length);
    }

    private void pass(Socket from, Socket to, Counter counter) {
        LinkedBlockingQueue<Piece> way = new LinkedBlockingQueue<>(1024);
        Thread.ofVirtual().start(() -> read(from, way, counter));
        Thread.ofVirtual().start(() -> write(way, to));
    }

    private void read(Socket from, LinkedBlockingQueue<Piece> way, Counter counter) {
        byte[] buffer = new byte[64 * 1024];
        try {
            InputStream in = from.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                counter.passed(buffer, n);
                way.put(
                        new Piece(
                                java.util.Arrays.copyOf(buffer, n),
                                System.nanoTime() + oneWayNanos));
            }
            way.put(new Piece(new byte[0], System.nanoTime() + oneWayNanos));
        } catch (IOException e) {
            way.offer(new Piece(new byte[0], System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(LinkedBlockingQueue<Piece> way, Socket to) {
        try (to) {
            OutputStream out = to.getOutputStream();
            for (Piece piece = way.take(); piece.bytes().length > 0; piece = way.take()) {
                long wait = piece.due() - System.nanoTime();
                if (wait > 0) {
                    TimeUnit.NANOSECONDS.sleep(wait);
                }
                out.write(piece.bytes());
            }
        } catch (IOException e) {
            System.err.println("delay proxy: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}

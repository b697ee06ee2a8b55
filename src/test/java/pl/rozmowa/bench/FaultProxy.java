package pl.rozmowa.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Passes TCP connections on to a local port, as badly as it is told to while it runs. */
public final class FaultProxy implements AutoCloseable {

    private final ServerSocket door;
    private final int target;
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private volatile long octetsPerSecond;
    private volatile long stalledUntil = System.nanoTime();

    private record Pair(Socket near, Socket far, Deafness deafness) {}

    /** A line that swallows everything and never says that it is dead. */
    private static final class Deafness {
        private volatile boolean deaf;
    }

    private FaultProxy(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    public static FaultProxy before(int target) throws IOException {
        FaultProxy proxy =
                new FaultProxy(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), target);
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    public int port() {
        return door.getLocalPort();
    }

    /** So many octets a second from the server on each connection; 0 for all there are. */
    void slow(long octetsPerSecond) {
        this.octetsPerSecond = octetsPerSecond;
    }

    /** Ends all connections at once, wherever they are. */
    void cut() {
        pairs.forEach(FaultProxy::close);
    }

    /** What is connected now stays so for ever and hears nothing; new connections are well. */
    void halfOpen() {
        pairs.forEach(pair -> pair.deafness().deaf = true);
    }

    /** Nothing passes for a while. */
    void stall(long millis) {
        stalledUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                connect(near);
            } catch (IOException e) {
                if (!door.isClosed()) {
                    System.err.println("fault proxy: " + e.getMessage());
                }
            }
        }
    }

    private void connect(Socket near) throws IOException {
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            Pair pair = new Pair(near, far, new Deafness());
            pairs.add(pair);
            Thread.ofVirtual().start(() -> pass(pair, near, far, false));
            Thread.ofVirtual().start(() -> pass(pair, far, near, true));
        } catch (IOException e) {
            near.close();
            throw e;
        }
    }

    private void pass(Pair pair, Socket from, Socket to, boolean fromServer) {
        byte[] buffer = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (long wait = stalledUntil - System.nanoTime();
                        wait > 0;
                        wait = stalledUntil - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                if (pair.deafness().deaf) {
                    continue;
                }
                long speed = octetsPerSecond;
                if (fromServer && speed > 0) {
                    LockSupport.parkNanos(n * 1_000_000_000L / speed);
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // Ended by one side or by us: the other shall see it too.
            close(pair);
        } finally {
            if (!pair.deafness().deaf) {
                close(pair);
                pairs.remove(pair);
            }
        }
    }

    private static void close(Pair pair) {
        try {
            pair.near().close();
            pair.far().close();
        } catch (IOException e) {
            System.err.println("fault proxy: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}

package pl.rozmowa.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What passes between clients and a server. Whatever the client says until the server answers, with all that the server says until the
 * client speaks again, is one exchange: each costs a round trip.
 */
final class Exchanges {

    private static final int KEPT = 400;

    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();

    /**
     * One of them.
     *
     * @param request its beginning, a character a byte
     * @param out octets to the server
     * @param in octets from the server
     */
    record Exchange(String request, long out, long in) {
        long bytes() {
            return out + in;
        }
    }

    Connection connected() {
        Connection connection = new Connection();
        connections.add(connection);
        return connection;
    }

    /** Octets of all connections to the server. */
    long bytesOut() {
        return asked.get();
    }

    /** Octets of all connections from the server. */
    long bytesIn() {
        return answered.get();
    }

    List<Connection> connections() {
        return List.copyOf(connections);
    }

    /** Round trips of all connections. */
    long roundTrips() {
        return connections.stream().mapToLong(c -> c.all().size()).sum();
    }

    /** One client at the server. */
    final class Connection {
        private final List<Exchange> done = new ArrayList<>();
        private final StringBuilder request = new StringBuilder();
        private long out;
        private long in;

        synchronized void asked(byte[] buffer, int length) {
            if (in > 0) {
                end();
            }
            if (request.length() < KEPT) {
                request.append(
                        new String(
                                buffer,
                                0,
                                Math.min(length, KEPT - request.length()),
                                StandardCharsets.ISO_8859_1));
            }
            out += length;
            Exchanges.this.asked.addAndGet(length);
        }

        synchronized void answered(byte[] buffer, int length) {
            in += length;
            Exchanges.this.answered.addAndGet(length);
        }

        /** Those so far; the last may still be under way. */
        synchronized List<Exchange> all() {
            List<Exchange> all = new ArrayList<>(done);
            if (out > 0) {
                all.add(new Exchange(request.toString(), out, in));
            }
            return all;
        }

        private void end() {
            if (out > 0) {
                done.add(new Exchange(request.toString(), out, in));
            }
            request.setLength(0);
            out = 0;
            in = 0;
        }
    }
}

package pl.rozmowa.conversation;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.platform.Dialer;
import pl.rozmowa.platform.TlsPolicy;

/**
 * One GET over HTTP/1.1 (RFC 9112) on a connection that the guard opened: the JDK's client would resolve the name once more by itself.
 *
 * @param location where it was moved to; null when {@code body} is what was asked for
 */
record WebAnswer(@Nullable String location, byte[] body) {

    private static final int MOST_BYTES = 5_000_000;
    private static final int MOST_HEADER = 64_000;

    static WebAnswer get(Dialer web, URI at, long deadline) throws IOException {
        String scheme = at.getScheme() == null ? "" : at.getScheme().toLowerCase(Locale.ROOT);
        String host = at.getHost();
        if (host == null
                || at.getUserInfo() != null
                || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IOException("not an address on the web");
        }
        boolean tls = scheme.equals("https");
        int port = at.getPort() >= 0 ? at.getPort() : tls ? 443 : 80;
        try (Socket plain = web.dial(host, port);
                Socket socket =
                        tls
                                ? TlsPolicy.standard().protect(plain, host, port, left(deadline))
                                : plain) {
            socket.getOutputStream().write(request(at, host, port, tls));
            socket.getOutputStream().flush();
            return read(new BufferedInputStream(new Hurried(socket, deadline)));
        }
    }

    /** A URI holds no line ends, so neither does the request. */
    private static byte[] request(URI at, String host, int port, boolean tls) {
        String path = at.getRawPath() == null || at.getRawPath().isEmpty() ? "/" : at.getRawPath();
        String query = at.getRawQuery() == null ? "" : "?" + at.getRawQuery();
        String name = port == (tls ? 443 : 80) ? host : host + ":" + port;
        return ("GET "
                        + path
                        + query
                        + " HTTP/1.1\r\nHost: "
                        + name
                        + "\r\nAccept: image/png, image/jpeg, image/gif\r\nAccept-Encoding: identity"
                        + "\r\nUser-Agent: Mozilla/5.0 (compatible; Rozmowa image proxy)\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static WebAnswer read(InputStream in) throws IOException {
        int[] left = {MOST_HEADER};
        String[] status = line(in, left).split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.")) {
            throw new IOException("not HTTP");
        }
        Map<String, String> fields = new HashMap<>();
        for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        switch (status[1]) {
            case "301", "302", "303", "307", "308" -> {
                String location = fields.get("location");
                if (location == null) {
                    throw new IOException("moved nowhere");
                }
                return new WebAnswer(location, new byte[0]);
            }
            case "200" -> {
                boolean chunked =
                        fields.getOrDefault("transfer-encoding", "")
                                .toLowerCase(Locale.ROOT)
                                .contains("chunked");
                return new WebAnswer(
                        null, chunked ? chunks(in) : body(in, fields.get("content-length")));
            }
            default -> throw new IOException("status");
        }
    }

    private static byte[] body(InputStream in, @Nullable String length) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IOException("too large");
        }
        if (length != null && !length.equals(Integer.toString(bytes.length))) {
            throw new EOFException();
        }
        return bytes;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int[] left = {MOST_HEADER};
        while (true) {
            String size = line(in, left).split(";", 2)[0].strip();
            int length = size.length() > 7 || size.isEmpty() ? -1 : Integer.parseInt(size, 16);
            if (length < 0 || out.size() + length > MOST_BYTES) {
                throw new IOException("too large");
            }
            if (length == 0) {
                return out.toByteArray();
            }
            byte[] chunk = in.readNBytes(length);
            if (chunk.length < length) {
                throw new EOFException();
            }
            out.write(chunk);
            left[0] = MOST_HEADER;
            line(in, left);
        }
    }

    private static String line(InputStream in, int[] left) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            if (--left[0] < 0) {
                throw new IOException("endless header");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static Duration left(long deadline) throws SocketTimeoutException {
        return Duration.ofMillis(remaining(deadline));
    }

    private static int remaining(long deadline) throws SocketTimeoutException {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (millis <= 0) {
            throw new SocketTimeoutException();
        }
        return Math.toIntExact(millis);
    }

    /** Reads until a moment, not for a time since the last byte: a byte a second does not help. */
    private static final class Hurried extends InputStream {

        private final Socket socket;
        private final InputStream in;
        private final long deadline;

        Hurried(Socket socket, long deadline) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            socket.setSoTimeout(remaining(deadline));
            return in.read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            socket.setSoTimeout(remaining(deadline));
            return in.read(into, from, length);
        }
    }
}

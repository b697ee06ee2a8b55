package pl.rozmowa.notification;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.Dialer;
import pl.rozmowa.platform.OutboundGuard;
import pl.rozmowa.platform.SocketDeadline;
import pl.rozmowa.platform.TlsPolicy;

/**
 * Hands one message to a push service over HTTPS (RFC 8030 §5). Not the JDK's client, because the connection must go to the very address
 * that the guard checked; redirects are not followed.
 */
@Component
class PushWire {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int LONGEST_HEAD = 16_000;

    private final Dialer web;
    private final TlsPolicy tls;

    PushWire(OutboundGuard guard, TlsPolicy tls, NotificationSettings settings) {
        this.web = guard.web(settings.allowedPushHosts());
        this.tls = tls;
    }

    /**
     * @param retryAfter how long the service wants to be left alone; null when it doesn't say
     */
    record Answer(int status, @Nullable Duration retryAfter) {}

    /**
     * @param head more header fields
     * @throws pl.rozmowa.platform.OutboundRefused when it is somewhere that Rozmowa must not go
     */
    Answer post(URI endpoint, Map<String, String> head, byte[] body) throws IOException {
        String host = endpoint.getHost();
        int port = endpoint.getPort() < 0 ? 443 : endpoint.getPort();
        try (Socket plain = web.dial(host, port);
                SocketDeadline deadline = SocketDeadline.closing(plain, PATIENCE)) {
            try (SSLSocket socket = tls.protect(plain, host, port, PATIENCE)) {
                socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
                OutputStream out = socket.getOutputStream();
                out.write(request(endpoint, host, port, head, body.length));
                out.write(body);
                out.flush();
                return answer(new BufferedInputStream(socket.getInputStream()));
            } catch (IOException e) {
                throw deadline.explain(e);
            }
        }
    }

    /** A URI holds no line ends, and the fields are our own. */
    private static byte[] request(
            URI endpoint, String host, int port, Map<String, String> head, int length) {
        String path = endpoint.getRawPath();
        StringBuilder request = new StringBuilder("POST ").append(path.isEmpty() ? "/" : path);
        if (endpoint.getRawQuery() != null) {
            request.append('?').append(endpoint.getRawQuery());
        }
        request.append(" HTTP/1.1\r\nHost: ")
                .append(host)
                .append(port == 443 ? "" : ":" + port)
                .append("\r\nUser-Agent: Rozmowa\r\nConnection: close\r\nContent-Length: ")
                .append(length)
                .append("\r\n");
        head.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        return request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static Answer answer(InputStream in) throws IOException {
        int[] left = {LONGEST_HEAD};
        String[] first = line(in, left).split(" ", 3);
        if (first.length < 2
                || !first[0].startsWith("HTTP/1.")
                || !first[1].matches("[1-5][0-9][0-9]")) {
            throw new IOException("not HTTP");
        }
        Duration retryAfter = null;
        for (String field = line(in, left); !field.isEmpty(); field = line(in, left)) {
            // RFC 9110 §10.2.3; a date is not read
            if (field.matches("(?i)retry-after:\\s*[0-9]{1,6}\\s*")) {
                retryAfter =
                        Duration.ofSeconds(
                                Long.parseLong(field.substring(field.indexOf(':') + 1).strip()));
            }
        }
        return new Answer(Integer.parseInt(first[1]), retryAfter);
    }

    private static String line(InputStream in, int[] left) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("cut off");
            }
            if (--left[0] < 0) {
                throw new IOException("endless header");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }
}

package pl.rozmowa.provider;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import pl.rozmowa.platform.Dialer;
import pl.rozmowa.platform.SocketDeadline;
import pl.rozmowa.platform.TlsPolicy;

/**
 * Reads one small document over HTTPS. Not the JDK's client, because every connection, those of redirects too, must go to the very
 * address that the guard checked.
 */
final class HttpsDocument {

    private static final int LARGEST = 128 << 10;
    private static final int REDIRECTS = 2;

    private final Dialer dialer;
    private final TlsPolicy tls;

    HttpsDocument(Dialer dialer, TlsPolicy tls) {
        this.dialer = dialer;
        this.tls = tls;
    }

    /**
     * @param atMost for each connection
     * @throws IOException when there is no such document, or it is too large or somewhere unsafe
     */
    byte[] read(URI uri, Duration atMost) throws IOException {
        URI next = uri;
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            Answer answer = ask(next, atMost);
            if (answer.status == 200) {
                return answer.body;
            }
            String location = answer.headers.get("location");
            if (answer.status < 300 || answer.status > 399 || location == null) {
                throw new IOException("HTTP status " + answer.status);
            }
            next = resolve(next, location);
        }
        throw new IOException("too many redirects");
    }

    private record Answer(int status, Map<String, String> headers, byte[] body) {}

    private static URI resolve(URI base, String location) throws IOException {
        try {
            return base.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("redirected to nowhere", e);
        }
    }

    private Answer ask(URI uri, Duration atMost) throws IOException {
        String host = uri.getHost();
        if (!"https".equalsIgnoreCase(uri.getScheme())
                || host == null
                || uri.getRawUserInfo() != null) {
            throw new IOException("not https");
        }
        int port = uri.getPort() < 0 ? 443 : uri.getPort();
        try (Socket plain = dialer.dial(host, port);
                SocketDeadline deadline = SocketDeadline.closing(plain, atMost)) {
            try (SSLSocket socket = tls.protect(plain, host, port, atMost)) {
                socket.setSoTimeout(Math.toIntExact(atMost.toMillis()));
                socket.getOutputStream()
                        .write(request(uri, host, port).getBytes(StandardCharsets.US_ASCII));
                return answer(new BufferedInputStream(socket.getInputStream()));
            } catch (IOException e) {
                throw deadline.explain(e);
            }
        }
    }

    private static String request(URI uri, String host, int port) {
        String path =
                uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return "GET "
                + path
                + query
                + " HTTP/1.1\r\n"
                + "Host: "
                + host
                + (port == 443 ? "" : ":" + port)
                + "\r\n"
                + "Accept: text/xml, application/xml\r\n"
                + "User-Agent: Rozmowa\r\n"
                + "Connection: close\r\n\r\n";
    }

    // RFC 9112 §6.3: chunked, a length, or everything until the end
    private static Answer answer(InputStream in) throws IOException {
        String[] first = line(in).split(" ", 3);
        if (first.length < 2
                || !first[0].startsWith("HTTP/1.")
                || !first[1].matches("[1-5][0-9][0-9]")) {
            throw new IOException("not HTTP");
        }
        Map<String, String> headers = new HashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            if (colon > 0 && headers.size() < 100) {
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).strip());
            }
        }
        int status = Integer.parseInt(first[1]);
        return new Answer(status, headers, status == 200 ? body(in, headers) : new byte[0]);
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return chunks(in);
        }
        String length = headers.get("content-length");
        byte[] body = in.readNBytes(length == null ? LARGEST + 1 : size(length, 10));
        return checked(body.length, body);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = size(line(in), 16); size > 0; size = size(line(in), 16)) {
            byte[] chunk = in.readNBytes(size);
            body.write(chunk, 0, chunk.length);
            checked(body.size(), chunk);
            line(in);
        }
        return body.toByteArray();
    }

    private static byte[] checked(int size, byte[] bytes) throws IOException {
        if (size > LARGEST) {
            throw new IOException("document too large");
        }
        return bytes;
    }

    private static int size(String text, int radix) throws IOException {
        try {
            int end = text.indexOf(';');
            int size = Integer.parseInt((end < 0 ? text : text.substring(0, end)).strip(), radix);
            if (size < 0 || size > LARGEST) {
                throw new IOException("document too large");
            }
            return size;
        } catch (NumberFormatException e) {
            throw new IOException("not HTTP", e);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("cut off");
            }
            if (line.length() > 8192) {
                throw new IOException("header line too long");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }
}

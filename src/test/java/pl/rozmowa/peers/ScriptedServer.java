package pl.rozmowa.peers;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.mail.Endpoint.Security;

/**
 * A server that does exactly what a test tells it to, however wrong. Each connection plays the script on a thread of its own; a script
 * that ends closes the connection.
 *
 * <pre>{@code
 * try (ScriptedServer server = ScriptedServer.plain(peer -> {
 *     peer.send("* OK [CAPABILITY IMAP4rev1] hello");
 *     peer.expect("LOGIN");
 *     peer.reply("NO [AUTHENTICATIONFAILED] no");   // under the tag of the last line
 *     peer.hang();                                  // says nothing more until the client leaves
 * })) { … server.endpoint(Security.PLAIN) … }
 * }</pre>
 *
 * What the script itself throws (an expectation that failed) is thrown by {@link #close}.
 */
public final class ScriptedServer implements AutoCloseable {

    /** What happens on one connection. */
    @FunctionalInterface
    public interface Script {
        void play(Peer peer) throws IOException, GeneralSecurityException;
    }

    private final ServerSocket listening;
    private final Script script;
    private final @Nullable PeerCertificate certificate;
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final List<Peer> peers = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;

    private ScriptedServer(@Nullable PeerCertificate certificate, Script script) {
        this.script = script;
        this.certificate = certificate;
        try {
            this.listening =
                    new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().name("scripted-server").start(this::accept);
    }

    /** Speaks plainly, and may turn to TLS later ({@link Peer#startTls}). */
    public static ScriptedServer plain(Script script) {
        return new ScriptedServer(null, script);
    }

    /** Speaks TLS from the first byte, with this certificate. */
    public static ScriptedServer tls(PeerCertificate certificate, Script script) {
        return new ScriptedServer(certificate, script);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                Thread.ofVirtual().start(() -> play(socket));
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    failure = e;
                }
                return;
            }
        }
    }

    private void play(Socket socket) {
        try (socket) {
            Peer peer = new Peer(socket);
            peers.add(peer);
            if (certificate != null) {
                peer.startTls(certificate);
            }
            script.play(peer);
        } catch (SocketException | EOFException | SSLException e) {
            heard.add("(the client left: " + e.getMessage() + ")");
        } catch (Exception | AssertionError e) {
            failure = e;
        }
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** The way to it; the host is localhost. */
    public Endpoint endpoint(Security security) {
        return new Endpoint("localhost", port(), security);
    }

    /** Every line that clients sent, in order. */
    public List<String> heard() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    /** How many connections there were. */
    public int connections() {
        return peers.size();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listening.close();
        synchronized (peers) {
            for (Peer peer : peers) {
                peer.socket.close();
            }
        }
        if (failure != null) {
            throw new IllegalStateException("the script failed; heard so far: " + heard(), failure);
        }
    }

    /** The server's end of one connection. */
    public final class Peer {

        private Socket socket;
        private InputStream in;
        private OutputStream out;
        private String tag = "";

        private Peer(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            in = socket.getInputStream();
            out = socket.getOutputStream();
        }

        /** Lines, each followed by CRLF; a character a byte. */
        public void send(String... lines) throws IOException {
            StringBuilder text = new StringBuilder();
            for (String line : lines) {
                text.append(line).append("\r\n");
            }
            raw(text.toString());
        }

        /** These very characters, a byte each. */
        public void raw(String bytes) throws IOException {
            raw(bytes.getBytes(StandardCharsets.ISO_8859_1));
        }

        public void raw(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        /** Waits for a line. */
        public String line() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    throw new EOFException();
                }
                if (b != '\r') {
                    bytes.write(b);
                }
            }
            String line = bytes.toString(StandardCharsets.ISO_8859_1);
            heard.add(line);
            int space = line.indexOf(' ');
            tag = space < 0 ? line : line.substring(0, space);
            return line;
        }

        /** Waits for a line that contains this, in whatever capitals; remembers its first word as the tag. */
        public String expect(String part) throws IOException {
            String line = line();
            if (!line.toUpperCase(Locale.ROOT).contains(part.toUpperCase(Locale.ROOT))) {
                throw new AssertionError("expected " + part + ", heard " + line);
            }
            return line;
        }

        /** The tag of the last line heard. */
        public String tag() {
            return tag;
        }

        /** Answers the last line heard: its tag, a space, and this. */
        public void reply(String answer) throws IOException {
            send(tag + " " + answer);
        }

        /** So many bytes of a literal or of data. */
        public byte[] read(int count) throws IOException {
            return in.readNBytes(count);
        }

        /** Turns to TLS with this certificate; shakes hands. */
        public void startTls(PeerCertificate shown) throws IOException, GeneralSecurityException {
            SSLSocket secured =
                    (SSLSocket)
                            shown.server()
                                    .getSocketFactory()
                                    .createSocket(socket, null, socket.getPort(), true);
            secured.setUseClientMode(false);
            secured.startHandshake();
            socket = secured;
            in = secured.getInputStream();
            out = secured.getOutputStream();
        }

        /** Says this a byte at a time, with a pause after each, until the client leaves. */
        public void drip(String bytes, int pauseMillis) throws IOException {
            for (byte b : bytes.getBytes(StandardCharsets.ISO_8859_1)) {
                out.write(b);
                out.flush();
                pause(pauseMillis);
            }
        }

        /** Says nothing more, and reads until the client leaves or the server is closed. */
        public void hang() throws IOException {
            while (in.read() >= 0) {
                heard.add("(while hanging)");
            }
        }

        /** Neither says nor reads anything more until the server is closed: the client's writes get stuck. */
        public void freeze() {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Cuts the connection so that the client sees a reset. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        private void pause(int millis) {
            try {
                TimeUnit.MILLISECONDS.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

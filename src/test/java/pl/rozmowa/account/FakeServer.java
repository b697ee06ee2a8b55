package pl.rozmowa.account;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.peers.PeerCertificate;

/** A server on a free port of this machine that behaves as the test wants, and remembers each line that it heard. */
final class FakeServer implements Closeable {

    private final ServerSocket server;
    private final Talk talk;
    private final Endpoint.Security security;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    /** One connection. */
    interface Talk {
        void with(Peer peer) throws IOException;
    }

    /** The one who connected. */
    final class Peer {
        private final BufferedReader in;
        private final OutputStream out;

        private Peer(Socket socket) throws IOException {
            in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1));
            out = socket.getOutputStream();
        }

        void say(String line) throws IOException {
            out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }

        void sayRaw(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** The next line; null at the end. */
        String hear() throws IOException {
            String line = in.readLine();
            if (line != null) {
                heard.add(line);
            }
            return line;
        }

        /** An obedient IMAP server: greets, lets everybody in, answers LIST with these lines. */
        void imap(List<String> folders) throws IOException {
            say("* OK ready");
            for (String line = hear(); line != null; line = hear()) {
                String[] words = line.split(" ", 3);
                switch (words[1].toUpperCase(java.util.Locale.ROOT)) {
                    case "CAPABILITY" -> say("* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR");
                    case "LIST" -> {
                        for (String folder : folders) {
                            say("* LIST " + folder);
                        }
                    }
                    case "LOGOUT" -> say("* BYE bye");
                    default -> {}
                }
                say(words[0] + " OK done");
            }
        }
    }

    FakeServer(Talk talk) throws IOException {
        this(
                new ServerSocket(0, 10, InetAddress.getLoopbackAddress()),
                Endpoint.Security.PLAIN,
                talk);
    }

    private FakeServer(ServerSocket server, Endpoint.Security security, Talk talk) {
        this.server = server;
        this.security = security;
        this.talk = talk;
        Thread.ofVirtual().start(this::serve);
    }

    static FakeServer withTls(PeerCertificate certificate, Talk talk)
            throws IOException, GeneralSecurityException {
        ServerSocket server =
                certificate
                        .server()
                        .getServerSocketFactory()
                        .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        return new FakeServer(server, Endpoint.Security.TLS, talk);
    }

    Endpoint endpoint() {
        return endpoint(security);
    }

    Endpoint endpoint(Endpoint.Security how) {
        return new Endpoint("localhost", server.getLocalPort(), how);
    }

    List<String> heard() {
        return heard;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            talk.with(new Peer(socket));
        } catch (IOException e) {
            heard.add("(gone)");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

package pl.rozmowa.provider;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLServerSocket;
import pl.rozmowa.peers.PeerCertificate;

/** A mail server behind TLS that can just greet, say what it could do and say goodbye; it remembers what it heard. */
final class Hello implements Closeable {

    private final SSLServerSocket server;
    private final String greeting;
    private final StringBuffer heard = new StringBuffer();

    Hello(PeerCertificate certificate, String greeting)
            throws IOException, GeneralSecurityException {
        this.greeting = greeting;
        server =
                (SSLServerSocket)
                        certificate
                                .server()
                                .getServerSocketFactory()
                                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    String heard() {
        return heard.toString();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                talk(socket);
            } catch (IOException e) {
                heard.append("(gone)");
            }
        }
    }

    private void talk(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(greeting.getBytes(StandardCharsets.US_ASCII));
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.append(line).append('\n');
            out.write(answer(line).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static String answer(String line) {
        String tag = line.split(" ")[0];
        if (line.contains("CAPABILITY")) {
            return "* CAPABILITY IMAP4rev1\r\n" + tag + " OK done\r\n";
        }
        return switch (tag) {
            case "EHLO" -> "250-hello\r\n250 AUTH PLAIN\r\n";
            case "QUIT" -> "221 bye\r\n";
            default -> tag + " OK done\r\n";
        };
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

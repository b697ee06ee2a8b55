package pl.rozmowa.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import pl.rozmowa.peers.Dovecot;

/** Fetches every message of some folders over one connection and throws the bytes away: no client can be faster over one connection. */
final class RawDrain {

    private static final int TAIL = 512;

    private RawDrain() {}

    /** @return octets that came */
    static long drain(int port, String address, List<String> folders) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(120_000);
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[1 << 20];
            if (in.read(buffer) < 0) {
                throw new IOException("closed before its greeting");
            }
            long octets = ask(socket, buffer, "a", "LOGIN " + address + " " + Dovecot.PASSWORD);
            for (int i = 0; i < folders.size(); i++) {
                String fetch = "f" + i;
                String both =
                        "EXAMINE \"%s\"\r\n%s UID FETCH 1:* (UID FLAGS INTERNALDATE BODY.PEEK[])";
                octets +=
                        ask(socket, buffer, "s" + i, fetch, both.formatted(folders.get(i), fetch));
            }
            return octets;
        }
    }

    private static long ask(Socket socket, byte[] buffer, String tag, String command)
            throws IOException {
        return ask(socket, buffer, tag, tag, command);
    }

    /** Reads until the answer with the last tag ends what came. */
    private static long ask(Socket socket, byte[] buffer, String tag, String last, String command)
            throws IOException {
        String line = tag + " " + command + "\r\n";
        socket.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
        InputStream in = socket.getInputStream();
        String end = "";
        long octets = 0;
        while (!(end.endsWith("\r\n") && end.contains("\r\n" + last + " "))) {
            int n = in.read(buffer);
            if (n < 0) {
                throw new IOException("closed by the server after " + octets + " octets");
            }
            octets += n;
            int from = Math.max(0, n - TAIL);
            String news = new String(buffer, from, n - from, StandardCharsets.ISO_8859_1);
            end = octets == n ? "\r\n" + news : end + news;
            end = end.substring(Math.max(0, end.length() - TAIL));
        }
        if (!end.contains("\r\n" + last + " OK")) {
            throw new IOException("refused: " + end);
        }
        return octets;
    }
}

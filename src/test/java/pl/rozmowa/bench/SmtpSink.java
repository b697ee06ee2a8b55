package pl.rozmowa.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Takes any mail with any password, counts what was handed over completely, and keeps a first sender waiting where its recipient says so:
 * {@code przed…@} before it answers RCPT, {@code po…@} after the final dot.
 */
public final class SmtpSink implements AutoCloseable {

    private final ServerSocket door;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    /** A sender that waits. */
    record Held(int remotePort, CountDownLatch released) {}

    public SmtpSink() throws IOException {
        door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** The first sender to this recipient; null where none came so far. */
    @org.jspecify.annotations.Nullable
    Held held(String recipient) {
        return held.get(recipient);
    }

    /** How often a message to this recipient was handed over, up to its final dot. */
    int taken(String recipient) {
        return taken.getOrDefault(recipient, 0);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                if (!door.isClosed()) {
                    System.err.println("smtp sink: " + e.getMessage());
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = socket.getOutputStream();
            say(out, "220 sink.debowa.test ESMTP");
            List<String> recipients = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String verb = line.toUpperCase(Locale.ROOT);
                if (verb.startsWith("EHLO")) {
                    say(out, "250-sink.debowa.test\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME");
                } else if (verb.startsWith("AUTH LOGIN")) {
                    say(out, "334 VXNlcm5hbWU6");
                    in.readLine();
                    say(out, "334 UGFzc3dvcmQ6");
                    in.readLine();
                    say(out, "235 2.7.0 welcome");
                } else if (verb.startsWith("AUTH PLAIN")) {
                    if (verb.strip().equals("AUTH PLAIN")) {
                        say(out, "334 ");
                        in.readLine();
                    }
                    say(out, "235 2.7.0 welcome");
                } else if (verb.startsWith("RCPT TO:")) {
                    String recipient = line.replaceAll("^[^<]*<([^>]*)>.*$", "$1");
                    recipients.add(recipient);
                    waitWhere(recipient.startsWith("przed"), recipient, socket);
                    say(out, "250 2.1.5 ok");
                } else if (verb.equals("DATA")) {
                    say(out, "354 go on");
                    String data = in.readLine();
                    while (data != null && !data.equals(".")) {
                        data = in.readLine();
                    }
                    if (data == null) {
                        return;
                    }
                    recipients.forEach(recipient -> taken.merge(recipient, 1, Integer::sum));
                    for (String recipient : recipients) {
                        waitWhere(recipient.startsWith("po"), recipient, socket);
                    }
                    recipients.clear();
                    say(out, "250 2.0.0 taken");
                } else if (verb.equals("QUIT")) {
                    say(out, "221 2.0.0 bye");
                    return;
                } else {
                    say(out, "250 2.0.0 ok");
                }
            }
        } catch (IOException e) {
            System.err.println("smtp sink: a sender went away: " + e.getMessage());
        }
    }

    private void waitWhere(boolean wanted, String recipient, Socket socket) {
        Held first = new Held(socket.getPort(), new CountDownLatch(1));
        if (wanted && held.putIfAbsent(recipient, first) == null) {
            try {
                first.released().await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}

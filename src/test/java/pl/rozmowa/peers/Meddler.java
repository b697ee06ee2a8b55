package pl.rozmowa.peers;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a real server that speaks in lines (IMAP without TLS), and meddles: answers in the server's place, loses
 * the server's answer together with the connection, or changes what the server says.
 */
public final class Meddler implements AutoCloseable {

    /** What happens to a command of the client. */
    public sealed interface Verdict {}

    /** It reaches the server, and the answer reaches the client. */
    public record Pass() implements Verdict {}

    /** The server never hears of it; the client is told this under its own tag. */
    public record Answer(String text) implements Verdict {}

    /** The server does it; before its answer reaches the client, the connection breaks. */
    public record LoseAnswer() implements Verdict {}

    public static final Verdict PASS = new Pass();
    public static final Verdict LOSE_ANSWER = new LoseAnswer();

    private final ServerSocket door;
    private final int target;
    private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private volatile Function<String, Verdict> judge = line -> PASS;
    private volatile UnaryOperator<String> rewrite = line -> line;

    private Meddler(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    /** In front of a server on this machine; passes everything on as long as it isn't told otherwise. */
    public static Meddler before(int target) {
        try {
            Meddler meddler =
                    new Meddler(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
            Thread.ofVirtual().name("meddler").start(meddler::accept);
            return meddler;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Judges each line of the client from now on. */
    public void judge(Function<String, Verdict> by) {
        this.judge = by;
    }

    /** Changes each line of the server from now on. */
    public void rewrite(UnaryOperator<String> how) {
        this.rewrite = how;
    }

    /** Every line that the client sent. */
    public List<String> heard() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    /** Breaks every connection there is. */
    public void breakAll() {
        synchronized (open) {
            open.forEach(Meddler::shut);
            open.clear();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                open.add(near);
                open.add(far);
                new Line(near, far).start();
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** One connection. */
    private final class Line {

        private final Socket near;
        private final Socket far;
        private volatile @Nullable String losing;

        Line(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        void start() {
            Thread.ofVirtual().start(() -> carry(near, this::fromClient));
            Thread.ofVirtual().start(() -> carry(far, this::fromServer));
        }

        private void carry(Socket from, LineUse use) {
            try (near;
                    far) {
                InputStream in = new BufferedInputStream(from.getInputStream());
                for (String line = read(in); line != null; line = read(in)) {
                    if (!use.take(line)) {
                        return;
                    }
                }
            } catch (IOException e) {
                heard.add("(left: " + e.getMessage() + ")");
            }
        }

        private boolean fromClient(String line) throws IOException {
            heard.add(line.strip());
            String tag = line.strip().split(" ", 2)[0];
            switch (judge.apply(line.strip())) {
                case Pass _ -> write(far.getOutputStream(), line);
                case Answer answer ->
                        write(near.getOutputStream(), tag + " " + answer.text() + "\r\n");
                case LoseAnswer _ -> {
                    losing = tag;
                    write(far.getOutputStream(), line);
                }
            }
            return true;
        }

        private boolean fromServer(String line) throws IOException {
            String tag = losing;
            if (tag != null) {
                return !line.startsWith(tag + " ");
            }
            write(near.getOutputStream(), rewrite.apply(line));
            return true;
        }
    }

    @FunctionalInterface
    private interface LineUse {
        boolean take(String line) throws IOException;
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write(line.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** A line with its end; a character a byte. */
    private static @Nullable String read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            bytes.write(b);
            if (b == '\n') {
                break;
            }
        }
        return bytes.size() == 0 ? null : bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        breakAll();
    }
}

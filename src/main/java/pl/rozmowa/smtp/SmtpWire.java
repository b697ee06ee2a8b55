package pl.rozmowa.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import pl.rozmowa.platform.NetworkTrouble;
import pl.rozmowa.platform.SocketDeadline;

/** Lines out, replies in, each within its time. CR, LF and NUL never get into a line. */
final class SmtpWire {

    private static final int LONGEST_LINE = 8 << 10;
    private static final int MOST_LINES = 200;
    private static final int WRITE_PIECE = 256 << 10;

    /** What is beneath TLS; closing it frees whoever is stuck in a write, which closing TLS does not. */
    private final Socket plain;

    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private final byte[] buffer = new byte[4 << 10];
    private int at;
    private int limit;
    private long deadline;
    private boolean open = true;

    /**
     * @param plain the TCP connection
     * @param socket what protects it; the same where nothing does yet
     */
    SmtpWire(Socket plain, Socket socket) throws IOException {
        this.plain = plain;
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /** From now on everything goes through this socket; what was read before and not looked at is thrown away. */
    void over(Socket secured) throws IOException {
        socket = secured;
        in = secured.getInputStream();
        out = secured.getOutputStream();
        at = limit = 0;
    }

    Socket socket() {
        return socket;
    }

    SmtpReply ask(String line, Duration atMost) throws IOException {
        send(line, atMost);
        return reply(atMost);
    }

    void send(String line, Duration atMost) throws IOException {
        if (line.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new IllegalArgumentException("CR, LF or NUL");
        }
        write((line + "\r\n").getBytes(StandardCharsets.UTF_8), atMost);
    }

    /** A write has no time limit of its own: each piece gets one, or a server that no longer reads would hold us forever. */
    void write(byte[] bytes, Duration pieceAtMost) throws IOException {
        for (int from = 0; from < bytes.length; from += WRITE_PIECE) {
            try (SocketDeadline limitOfTime = SocketDeadline.closing(plain, pieceAtMost)) {
                try {
                    out.write(bytes, from, Math.min(WRITE_PIECE, bytes.length - from));
                    out.flush();
                } catch (IOException e) {
                    throw limitOfTime.explain(e);
                }
            }
        }
    }

    SmtpReply reply(Duration atMost) throws IOException {
        deadline = System.nanoTime() + atMost.toNanos();
        List<String> lines = new ArrayList<>();
        int code = 0;
        while (lines.size() < MOST_LINES) {
            String line = line();
            int number = code(line);
            if (number < 0 || (code != 0 && number != code)) {
                throw new SmtpException(new SmtpFailure.ProtocolBroken("not a reply"));
            }
            code = number;
            lines.add(line.length() > 4 ? line.substring(4) : "");
            if (line.length() <= 3 || line.charAt(3) != '-') {
                return SmtpReply.of(code, lines);
            }
        }
        throw new SmtpException(new SmtpFailure.ProtocolBroken("reply never ends"));
    }

    /** The three digits at the beginning; -1 when there are none. */
    private static int code(String line) {
        if (line.length() < 3
                || !line.substring(0, 3).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        if (line.length() > 3 && line.charAt(3) != ' ' && line.charAt(3) != '-') {
            return -1;
        }
        return Integer.parseInt(line.substring(0, 3));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() < LONGEST_LINE) {
            if (at == limit) {
                fill();
            }
            byte b = buffer[at++];
            if (b == '\n') {
                int end = line.length();
                return end > 0 && line.charAt(end - 1) == '\r'
                        ? line.substring(0, end - 1)
                        : line.toString();
            }
            line.append((char) (b & 0xFF));
        }
        throw new SmtpException(new SmtpFailure.ProtocolBroken("line too long"));
    }

    private void fill() throws IOException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("reply took too long");
        }
        socket.setSoTimeout((int) Math.min(left + 1, Integer.MAX_VALUE));
        int count = in.read(buffer);
        if (count < 0) {
            throw new EOFException("closed by the server");
        }
        at = 0;
        limit = count;
    }

    /** What a broken wire means. */
    static SmtpFailure failure(IOException e) {
        return switch (e) {
            case SmtpException known -> known.failure();
            case EOFException _ -> new SmtpFailure.Closed("");
            default -> new SmtpFailure.Unreachable(NetworkTrouble.of(e));
        };
    }

    boolean isOpen() {
        return open;
    }

    /** Says TLS's farewell, soon or not at all, and closes. */
    void leave() {
        try (SocketDeadline _ = SocketDeadline.closing(plain, Duration.ofSeconds(2))) {
            socket.close();
        } catch (IOException e) {
            open = false; // gone before we could take our leave
        }
        abandon();
    }

    /** Closes without a word. */
    void abandon() {
        open = false;
        try {
            plain.close();
        } catch (IOException e) {
            open = false; // it was lost already, which is all that was wanted
        }
    }
}

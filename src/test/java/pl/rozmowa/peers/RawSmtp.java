package pl.rozmowa.peers;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Somebody else's mail server that brings mail, in plain commands, by SMTP or LMTP. */
public final class RawSmtp implements AutoCloseable {

    private final RawLine line;
    private final boolean lmtp;

    private RawSmtp(int port, boolean lmtp) {
        this.line = new RawLine(port);
        this.lmtp = lmtp;
        answer(220);
        command((lmtp ? "LHLO" : "EHLO") + " mx.world.example", 250);
    }

    public static RawSmtp smtp(int port) {
        return new RawSmtp(port, false);
    }

    public static RawSmtp lmtp(int port) {
        return new RawSmtp(port, true);
    }

    /** Sends one message to all of them; throws with the server's words when it is refused. */
    public void send(String from, List<String> recipients, String message) {
        String lines = message.replaceAll("\r?\n", "\r\n");
        send(from, recipients, lines.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with these very bytes, except that leading dots are doubled. */
    public void send(String from, List<String> recipients, byte[] message) {
        command("MAIL FROM:<" + from + ">", 250);
        for (String recipient : recipients) {
            command("RCPT TO:<" + recipient + ">", 250);
        }
        command("DATA", 354);
        String text = new String(message, StandardCharsets.ISO_8859_1).replace("\r\n.", "\r\n..");
        text = text.startsWith(".") ? "." + text : text;
        line.write(text.getBytes(StandardCharsets.ISO_8859_1));
        line.write(text.endsWith("\r\n") ? "." : "\r\n.");
        for (int i = 0; i < (lmtp ? recipients.size() : 1); i++) {
            answer(250);
        }
    }

    /** Sends a line and wants this code; the last line of the answer. */
    public String command(String command, int code) {
        line.write(command);
        return answer(code);
    }

    private String answer(int code) {
        String answer = line.read();
        while (answer.length() > 3 && answer.charAt(3) == '-') {
            answer = line.read();
        }
        if (!answer.startsWith(String.valueOf(code))) {
            throw new IllegalStateException("wanted " + code + ", got: " + answer);
        }
        return answer;
    }

    @Override
    public void close() {
        line.close();
    }
}

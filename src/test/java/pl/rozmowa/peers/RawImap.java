package pl.rozmowa.peers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody else's mail program, in plain commands, sharing no code with ours. Folder names are wire names ({@code Wys&AUI-ane}).
 * Throws {@link IllegalStateException} with the server's words when a command is refused.
 */
public final class RawImap implements AutoCloseable {

    private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)\\+?}$");
    private static final Pattern UID = Pattern.compile("\\bUID (\\d+)");

    private final RawLine line;
    private int tag;

    private RawImap(RawLine line) {
        this.line = line;
    }

    public static RawImap login(int port, String user, String password) {
        RawImap imap = new RawImap(new RawLine(port));
        imap.line.read();
        imap.command("LOGIN \"" + user + "\" \"" + password + "\"");
        return imap;
    }

    /** Sends one command; the untagged answers, with their literals put in after the line that announced them. */
    public List<String> command(String command) {
        String own = "r" + ++tag;
        line.write(own + " " + command);
        return answers(own, command);
    }

    private List<String> answers(String own, String command) {
        List<String> answers = new ArrayList<>();
        while (true) {
            StringBuilder text = new StringBuilder(line.read());
            for (Matcher m = LITERAL.matcher(text); m.find(); m = LITERAL.matcher(text)) {
                byte[] literal = line.read(Integer.parseInt(m.group(1)));
                text.append("\r\n")
                        .append(new String(literal, StandardCharsets.ISO_8859_1))
                        .append(line.read());
            }
            if (text.indexOf(own + " OK") == 0) {
                return answers;
            }
            if (text.indexOf(own + " ") == 0) {
                throw new IllegalStateException(command + " → " + text);
            }
            answers.add(text.toString());
        }
    }

    /** Appends a message (bare LF becomes CRLF) and returns its UID. */
    public long append(String folder, String message, String... flags) {
        return append(
                folder,
                message.replaceAll("\r?\n", "\r\n").getBytes(StandardCharsets.UTF_8),
                "",
                flags);
    }

    /**
     * Appends these very bytes.
     *
     * @param internalDate such as {@code 17-Jul-2026 02:44:25 +0200}; empty for now
     * @return the UID
     */
    public long append(String folder, byte[] message, String internalDate, String... flags) {
        String own = "r" + ++tag;
        String date = internalDate.isEmpty() ? "" : "\"" + internalDate + "\" ";
        String list = "(" + String.join(" ", flags) + ") ";
        line.write(own + " APPEND \"" + folder + "\" " + list + date + "{" + message.length + "}");
        String go = line.read();
        while (go.startsWith("* ")) {
            go = line.read();
        }
        if (!go.startsWith("+")) {
            throw new IllegalStateException("APPEND → " + go);
        }
        line.write(message);
        line.write("");
        while (true) {
            String answer = line.read();
            if (answer.startsWith(own + " OK")) {
                Matcher m = Pattern.compile("APPENDUID \\d+ (\\d+)").matcher(answer);
                return m.find() ? Long.parseLong(m.group(1)) : 0;
            }
            if (answer.startsWith(own + " ")) {
                throw new IllegalStateException("APPEND → " + answer);
            }
        }
    }

    /** The sources of all messages of a folder, oldest first; reading them changes no flag. */
    public List<String> sources(String folder) {
        command("EXAMINE \"" + folder + "\"");
        List<String> sources = new ArrayList<>();
        for (String answer : command("UID FETCH 1:* (UID BODY.PEEK[])")) {
            if (answer.contains(" FETCH (")) {
                sources.add(answer.substring(answer.indexOf("\r\n") + 2, answer.lastIndexOf(')')));
            }
        }
        return sources;
    }

    /** UIDs and flags of all messages of a folder, such as {@code 7 (\Seen)}, without \Recent; reading them changes nothing. */
    public List<String> flags(String folder) {
        command("EXAMINE \"" + folder + "\"");
        List<String> flags = new ArrayList<>();
        for (String answer : command("UID FETCH 1:* (UID FLAGS)")) {
            Matcher uid = UID.matcher(answer);
            Matcher list = Pattern.compile("FLAGS (\\([^)]*\\))").matcher(answer);
            if (uid.find() && list.find()) {
                flags.add(uid.group(1) + " " + list.group(1).replaceAll(" ?\\\\Recent", ""));
            }
        }
        return flags;
    }

    @Override
    public void close() {
        line.close();
    }
}

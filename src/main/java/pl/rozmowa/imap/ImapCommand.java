package pl.rozmowa.imap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The one encoder of everything we say (RFC 9051 §9). A command is made of words known at compile time and of tokens that are encoded
 * here as atom, quoted string or literal; CR, LF and NUL are refused before a single byte is sent, so that one command is always
 * exactly one command.
 */
final class ImapCommand {

    private static final int LONGEST_QUOTED = 1000;

    /** What is written in one go; each part but the last ends where a literal is announced. */
    private final List<byte[]> parts = new ArrayList<>();

    private final ByteArrayOutputStream part = new ByteArrayOutputStream(128);

    /** {@code words} is our own text, never anybody's input. */
    ImapCommand(String words) {
        words(words);
    }

    /** Our own text. */
    ImapCommand words(String words) {
        byte[] bytes = words.getBytes(StandardCharsets.ISO_8859_1);
        refuseControls(bytes);
        part.writeBytes(bytes);
        return this;
    }

    ImapCommand space() {
        part.write(' ');
        return this;
    }

    /** A word of RFC 9051's {@code atom}: flags without their backslash, capability names. */
    ImapCommand atom(String atom) {
        if (atom.isEmpty() || !atom.chars().allMatch(ImapCommand::isAtomChar)) {
            throw new UnsendableToken("not an atom");
        }
        return words(atom);
    }

    private static boolean isAtomChar(int c) {
        return c > 0x20 && c < 0x7F && "(){%*\"\\]".indexOf(c) < 0;
    }

    /** A folder's wire name: a character a byte. */
    ImapCommand mailbox(String wireName) {
        if (wireName.isEmpty() || !wireName.chars().allMatch(c -> c <= 0xFF)) {
            throw new UnsendableToken("not a wire name");
        }
        return string(wireName.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Any text, in UTF-8. */
    ImapCommand string(String text) {
        return string(text.getBytes(StandardCharsets.UTF_8));
    }

    private ImapCommand string(byte[] bytes) {
        refuseControls(bytes);
        boolean quotable = bytes.length <= LONGEST_QUOTED;
        for (byte b : bytes) {
            quotable &= b > 0; // 8-bit must not be quoted (RFC 3501)
        }
        return quotable ? quoted(bytes) : literal(bytes);
    }

    private ImapCommand quoted(byte[] bytes) {
        part.write('"');
        for (byte b : bytes) {
            if (b == '"' || b == '\\') {
                part.write('\\');
            }
            part.write(b);
        }
        part.write('"');
        return this;
    }

    /** Bytes of any kind, as a message is. */
    ImapCommand literal(byte[] bytes) {
        part.writeBytes(("{" + bytes.length + "}\r\n").getBytes(StandardCharsets.US_ASCII));
        parts.add(part.toByteArray());
        part.reset();
        part.writeBytes(bytes);
        return this;
    }

    /** The same announced as literal8 (RFC 3516 §4.2), which may carry anything. */
    ImapCommand literal8(byte[] bytes) {
        part.write('~');
        return literal(bytes);
    }

    /** {@code (\Seen $Forwarded)}. */
    ImapCommand flags(Collection<String> flags) {
        part.write('(');
        boolean first = true;
        for (String flag : flags) {
            if (!first) {
                part.write(' ');
            }
            first = false;
            if (flag.startsWith("\\")) {
                part.write('\\');
                atom(flag.substring(1));
            } else {
                atom(flag);
            }
        }
        part.write(')');
        return this;
    }

    /** {@code BODY.PEEK[…]} names and header fields: letters, digits, dot, hyphen, nothing else. */
    ImapCommand section(String section) {
        if (!section.chars()
                .allMatch(
                        c -> c < 0x7F && (Character.isLetterOrDigit(c) || ".-_".indexOf(c) >= 0))) {
            throw new UnsendableToken("not a section");
        }
        return words(section);
    }

    ImapCommand uids(UidSet uids) {
        if (uids.isEmpty()) {
            throw new IllegalArgumentException("no UIDs");
        }
        return words(uids.wire());
    }

    /** The command under its tag, cut after each literal's announcement. */
    List<byte[]> encode(String tag) {
        List<byte[]> encoded = new ArrayList<>(parts);
        part.write('\r');
        part.write('\n');
        encoded.add(part.toByteArray());
        encoded.set(0, join((tag + " ").getBytes(StandardCharsets.US_ASCII), encoded.getFirst()));
        return encoded;
    }

    /** The size of the literal that this part announces at its end. */
    static int announced(byte[] part) {
        int size = 0;
        int digit = 1;
        for (int i = part.length - 4; part[i] != '{'; i--) {
            size += (part[i] - '0') * digit;
            digit *= 10;
        }
        return size;
    }

    /** A non-synchronising literal (RFC 7888): the same part with its brace closed by a plus. */
    static byte[] withoutWaiting(byte[] part) {
        byte[] plus = new byte[part.length + 1];
        System.arraycopy(part, 0, plus, 0, part.length - 3);
        plus[part.length - 3] = '+';
        System.arraycopy(part, part.length - 3, plus, part.length - 2, 3);
        return plus;
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] both = new byte[a.length + b.length];
        System.arraycopy(a, 0, both, 0, a.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static void refuseControls(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0 || b == '\r' || b == '\n') {
                throw new UnsendableToken("CR, LF or NUL");
            }
        }
    }
}

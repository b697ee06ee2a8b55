package pl.rozmowa.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Encoded words (RFC 2047), read leniently: anywhere in a value, with spaces inside, without an end, encoded twice. Bytes of
 * neighbouring words of one charset are joined before they are decoded, since many senders split inside a character.
 */
final class EncodedWords {

    private static final int LAYERS = 3;
    private static final int LONGEST_CHARSET = 80;

    /** More than a subject or a list of names ever has; what follows stays as it is. */
    private static final int MOST_WORDS = 1_000;

    private record Word(String charset, byte[] bytes, int end) {}

    private EncodedWords() {}

    static String decode(String value) {
        String decoded = value;
        for (int layer = 0; layer < LAYERS && decoded.contains("=?"); layer++) {
            String next = decodeOnce(decoded);
            if (next.equals(decoded)) {
                break;
            }
            decoded = next;
        }
        return CleanText.line(decoded);
    }

    private static String decodeOnce(String value) {
        StringBuilder out = new StringBuilder(value.length());
        ByteArrayOutputStream pending = new ByteArrayOutputStream();
        String pendingCharset = "";
        int at = 0;
        for (int words = 0; at < value.length() && words < MOST_WORDS; words++) {
            int start = value.indexOf("=?", at);
            Word word = start < 0 ? null : wordAt(value, start);
            if (start < 0) {
                break;
            }
            if (word == null) {
                flush(out, pending, pendingCharset);
                out.append(value, at, start + 2);
                at = start + 2;
                continue;
            }
            boolean adjacent = pending.size() > 0 && isBlank(value, at, start);
            if (!adjacent || !word.charset.equals(pendingCharset)) {
                flush(out, pending, pendingCharset);
            }
            if (!adjacent) {
                out.append(value, at, start);
            }
            pendingCharset = word.charset;
            pending.writeBytes(word.bytes);
            at = word.end;
        }
        flush(out, pending, pendingCharset);
        return out.append(value, at, value.length()).toString();
    }

    private static void flush(StringBuilder out, ByteArrayOutputStream pending, String charset) {
        if (pending.size() > 0) {
            Set<Defect> unused = EnumSet.noneOf(Defect.class);
            out.append(Charsets.decode(pending.toByteArray(), charset, unused));
            pending.reset();
        }
    }

    private static @Nullable Word wordAt(String value, int start) {
        int afterCharset =
                value.indexOf(
                        '?', start + 2, Math.min(value.length(), start + LONGEST_CHARSET + 1));
        if (afterCharset < 0 || afterCharset + 2 >= value.length()) {
            return null;
        }
        char encoding = Character.toUpperCase(value.charAt(afterCharset + 1));
        if ((encoding != 'B' && encoding != 'Q') || value.charAt(afterCharset + 2) != '?') {
            return null;
        }
        int textStart = afterCharset + 3;
        int textEnd = value.indexOf("?=", textStart);
        int end = textEnd + 2;
        if (textEnd < 0) {
            textEnd = value.length();
            end = textEnd;
        }
        String charset = value.substring(start + 2, afterCharset);
        int language = charset.indexOf('*');
        charset =
                (language < 0 ? charset : charset.substring(0, language))
                        .strip()
                        .toLowerCase(Locale.ROOT);
        Charset known = Charsets.named(charset);
        byte[] text =
                value.substring(textStart, textEnd)
                        .getBytes(
                                known == null || !known.canEncode()
                                        ? StandardCharsets.UTF_8
                                        : known);
        if (known != null && !PolishLetters.extendsAscii(known)) {
            text = value.substring(textStart, textEnd).getBytes(StandardCharsets.ISO_8859_1);
        }
        Set<Defect> unused = EnumSet.noneOf(Defect.class);
        return new Word(
                charset, encoding == 'B' ? TransferEncoding.base64(text, unused) : q(text), end);
    }

    private static byte[] q(byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length);
        for (int i = 0; i < text.length; i++) {
            byte b = text[i];
            int high = b == '=' && i + 2 < text.length ? TransferEncoding.hex(text[i + 1]) : -1;
            int low = high >= 0 ? TransferEncoding.hex(text[i + 2]) : -1;
            if (low >= 0) {
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(b == '_' ? ' ' : b);
            }
        }
        return out.toByteArray();
    }

    private static boolean isBlank(String value, int from, int to) {
        for (int i = from; i < to; i++) {
            if (value.charAt(i) > ' ') {
                return false;
            }
        }
        return true;
    }
}

package pl.rozmowa.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The fields of one header block (RFC 5322 §2.2), in their order. Kept as bytes and decoded only when somebody asks, since
 * most fields of a mail are never looked at.
 */
public final class HeaderFields {

    private record Field(byte[] block, int from, int to) {}

    static final HeaderFields NONE = new HeaderFields();

    /** Room for thousands of recipients; what is longer was not written for people. */
    private static final int LONGEST_FIELD = 128_000;

    private static final int LONGEST_WORD = 2_000;

    private final Map<String, List<Field>> fields = new LinkedHashMap<>();
    private int count;
    private int bodyStart;

    private HeaderFields() {}

    /** Reads a header block that ends at its first empty line; what follows is the body ({@link #bodyStart}). */
    static HeaderFields read(
            byte[] source, int from, int to, ParseLimits limits, Set<Defect> defects) {
        HeaderFields read = new HeaderFields();
        read.bodyStart = to;
        int at = from;
        int nameEnd = -1;
        int fieldStart = -1;
        while (at < to) {
            int lineEnd = endOfLine(source, at, to);
            int textEnd = lineEnd;
            while (textEnd > at && (source[textEnd - 1] == '\n' || source[textEnd - 1] == '\r')) {
                textEnd--;
            }
            if (textEnd == at) {
                read.bodyStart = lineEnd;
                break;
            }
            boolean folded = fieldStart >= 0 && (source[at] == ' ' || source[at] == '\t');
            while (fieldStart < 0 && at < textEnd && (source[at] == ' ' || source[at] == '\t')) {
                at++;
            }
            int colon = folded ? -1 : colonOfName(source, at, textEnd);
            if (colon >= 0) {
                read.keep(source, fieldStart, nameEnd, at, limits, defects);
                fieldStart = at;
                nameEnd = colon;
            } else if (!folded && !(fieldStart < 0 && startsWith(source, at, "From "))) {
                // A field that was wrapped without indenting: it stays with the one before it.
                defects.add(Defect.BAD_HEADER);
                if (looksLikeMultipartBody(source, at, textEnd)) {
                    read.bodyStart = at;
                    read.keep(source, fieldStart, nameEnd, at, limits, defects);
                    return read;
                }
            }
            at = lineEnd;
            if (at - from > limits.headerBytes()) {
                defects.add(Defect.HEADERS_TOO_LONG);
                read.keep(source, fieldStart, nameEnd, at, limits, defects);
                read.bodyStart = bodyAfter(source, at - 1, to);
                return read;
            }
        }
        read.keep(source, fieldStart, nameEnd, Math.min(at, to), limits, defects);
        return read;
    }

    /** One field that another reader has found; {@code raw} is the whole field with its name. */
    static HeaderFields ofLines(List<byte[]> rawFields, ParseLimits limits, Set<Defect> defects) {
        HeaderFields read = new HeaderFields();
        for (byte[] raw : rawFields) {
            int colon = colonOfName(raw, 0, raw.length);
            if (colon >= 0) {
                read.keep(raw, 0, colon, raw.length, limits, defects);
            }
        }
        return read;
    }

    private void keep(
            byte[] block, int start, int colon, int end, ParseLimits limits, Set<Defect> defects) {
        if (start < 0) {
            return;
        }
        if (count >= limits.headers()) {
            defects.add(Defect.TOO_MANY_HEADERS);
            return;
        }
        count++;
        int last = Math.min(end, colon + 1 + LONGEST_FIELD);
        if (last < end) {
            defects.add(Defect.HEADERS_TOO_LONG);
            last = betweenWords(block, colon + 1, last);
        }
        int nameEnd = colon;
        while (nameEnd > start && (block[nameEnd - 1] == ' ' || block[nameEnd - 1] == '\t')) {
            nameEnd--;
        }
        String name =
                new String(block, start, nameEnd - start, StandardCharsets.US_ASCII)
                        .toLowerCase(Locale.ROOT);
        fields.computeIfAbsent(name, unused -> new ArrayList<>(1))
                .add(new Field(block, colon + 1, last));
    }

    /** Half an address is somebody else's: a field that is cut ends behind a comma or, where none is near, before a space. */
    private static int betweenWords(byte[] block, int from, int cut) {
        int least = Math.max(from, cut - LONGEST_WORD);
        for (int i = cut; i > least; i--) {
            if (block[i - 1] == ',' || block[i - 1] == ';') {
                return i;
            }
        }
        for (int i = cut; i > least; i--) {
            if (block[i - 1] == ' ' || block[i - 1] == '\n') {
                return i - 1;
            }
        }
        return cut;
    }

    public boolean has(String name) {
        return fields.containsKey(name.toLowerCase(Locale.ROOT));
    }

    public int occurrences(String name) {
        return fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).size();
    }

    /** The first field of that name, unfolded and decoded (RFC 2047); empty when there is none. */
    public String first(String name) {
        return EncodedWords.decode(raw(name));
    }

    /** Every field of that name, unfolded and decoded. */
    public List<String> all(String name) {
        return rawAll(name).stream().map(EncodedWords::decode).toList();
    }

    /** The first field of that name, unfolded, its encoded words left as they are; empty when there is none. */
    public String raw(String name) {
        List<Field> found = fields.get(name.toLowerCase(Locale.ROOT));
        return found == null ? "" : text(found.getFirst());
    }

    List<String> rawAll(String name) {
        return fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .map(HeaderFields::text)
                .toList();
    }

    int count() {
        return count;
    }

    /** Where the body starts in the source that was read. */
    int bodyStart() {
        return bodyStart;
    }

    private static String text(Field field) {
        byte[] block = field.block;
        byte[] unfolded = new byte[Math.max(0, field.to - field.from)];
        int length = 0;
        boolean eightBit = false;
        for (int i = field.from; i < field.to; i++) {
            byte b = block[i];
            if (b == '\r' || b == '\n') {
                // An unindented continuation line would otherwise be glued to the word before it.
                boolean indented =
                        i + 1 < field.to && (block[i + 1] == ' ' || block[i + 1] == '\t');
                if (b == '\n' && !indented) {
                    unfolded[length++] = ' ';
                }
                continue;
            }
            if (b == 0) {
                continue;
            }
            eightBit |= b < 0;
            unfolded[length++] = b;
        }
        String value =
                eightBit
                        ? Charsets.decodeUndeclared(unfolded, length)
                        : new String(unfolded, 0, length, StandardCharsets.US_ASCII);
        return value.strip();
    }

    private static int colonOfName(byte[] source, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = source[i];
            if (b == ':') {
                return i > from ? i : -1;
            }
            if (b <= ' ' || b == 127) {
                int next = i;
                while (next < to && (source[next] == ' ' || source[next] == '\t')) {
                    next++;
                }
                return i > from && next < to && source[next] == ':' ? next : -1;
            }
        }
        return -1;
    }

    private static boolean looksLikeMultipartBody(byte[] source, int from, int to) {
        return to - from > 4 && source[from] == '-' && source[from + 1] == '-';
    }

    private static boolean startsWith(byte[] source, int at, String word) {
        if (at + word.length() > source.length) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (source[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int endOfLine(byte[] source, int from, int to) {
        for (int i = from; i < to; i++) {
            if (source[i] == '\n') {
                return i + 1;
            }
        }
        return to;
    }

    private static int bodyAfter(byte[] source, int from, int to) {
        for (int i = from; i + 1 < to; i++) {
            if (source[i] == '\n' && (source[i + 1] == '\n' || (source[i + 1] == '\r'))) {
                return Math.min(to, i + (source[i + 1] == '\n' ? 2 : 3));
            }
        }
        return to;
    }
}

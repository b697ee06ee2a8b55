package pl.rozmowa.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The value and parameters of Content-Type and Content-Disposition (RFC 2045 §5.1, RFC 2183), with continuations and charsets
 * (RFC 2231) in any order, encoded words where they do not belong (RFC 2047 §5), missing quotes, spaces in names.
 *
 * @param value before the first semicolon, lower case
 * @param params names in lower case, values decoded
 */
record MimeParameters(String value, Map<String, String> params) {

    private static final int MOST = 200;
    private static final int LONGEST_WORD = 1_000;

    String get(String name) {
        return params.getOrDefault(name, "");
    }

    static MimeParameters parse(String field) {
        int semicolon = field.indexOf(';');
        String value =
                (semicolon < 0 ? field : field.substring(0, semicolon))
                        .strip()
                        .toLowerCase(Locale.ROOT);
        Map<String, String> raw = semicolon < 0 ? Map.of() : split(field, semicolon + 1);
        return new MimeParameters(withoutQuotes(value), decode(raw));
    }

    /** Parameters as a server's BODYSTRUCTURE gives them. */
    static MimeParameters of(String value, Map<String, String> raw) {
        return new MimeParameters(value.strip().toLowerCase(Locale.ROOT), decode(raw));
    }

    private static Map<String, String> split(String field, int from) {
        Map<String, String> raw = new LinkedHashMap<>();
        int at = from;
        while (at < field.length() && raw.size() < MOST) {
            int nameStart = at;
            while (at < field.length() && field.charAt(at) != '=' && field.charAt(at) != ';') {
                at++;
            }
            String name = field.substring(nameStart, at).strip().toLowerCase(Locale.ROOT);
            if (at >= field.length() || field.charAt(at) == ';') {
                at++;
                continue;
            }
            at++;
            while (at < field.length() && field.charAt(at) <= ' ') {
                at++;
            }
            StringBuilder value = new StringBuilder();
            if (at < field.length() && field.charAt(at) == '"') {
                at = quoted(field, at + 1, value);
                at = Math.max(at, nextSemicolon(field, at));
            } else {
                int end = endOfBare(field, at);
                value.append(field.substring(at, end).strip());
                at = end;
            }
            at++;
            if (!name.isEmpty()) {
                raw.putIfAbsent(name, value.toString());
            }
        }
        return raw;
    }

    /** Returns where the closing quote stands. A backslash is kept unless it escapes: Windows paths are common. */
    private static int quoted(String field, int from, StringBuilder value) {
        int at = from;
        while (at < field.length() && field.charAt(at) != '"') {
            char c = field.charAt(at);
            if (c == '\\' && at + 1 < field.length() && "\"\\".indexOf(field.charAt(at + 1)) >= 0) {
                at++;
                c = field.charAt(at);
            }
            value.append(c);
            at++;
        }
        return at;
    }

    private static int endOfBare(String field, int from) {
        int search = from;
        if (field.startsWith("=?", from)) {
            int limit = Math.min(field.length(), from + LONGEST_WORD);
            int end = field.indexOf("?=", from + 2, limit);
            search = end < 0 ? from : end;
        }
        return nextSemicolon(field, search);
    }

    private static int nextSemicolon(String field, int from) {
        int semicolon = field.indexOf(';', Math.min(from, field.length()));
        return semicolon < 0 ? field.length() : semicolon;
    }

    private static Map<String, String> decode(Map<String, String> raw) {
        Map<String, String> params = new LinkedHashMap<>();
        Map<String, TreeMap<Integer, String>> pieces = new LinkedHashMap<>();
        raw.forEach((name, value) -> {
            int star = name.indexOf('*');
            if (star < 0) {
                params.putIfAbsent(name, plain(value));
                return;
            }
            String base = name.substring(0, star);
            boolean extended = name.endsWith("*");
            String digits =
                    name.substring(
                            star + 1, Math.max(star + 1, name.length() - (extended ? 1 : 0)));
            int number = number(digits);
            // The mark says in which way the piece is to be read.
            pieces.computeIfAbsent(base, unused -> new TreeMap<>())
                    .putIfAbsent(number, (extended ? "*" : "-") + value);
        });
        pieces.forEach((name, numbered) -> params.put(name, join(numbered)));
        return params;
    }

    private static int number(String digits) {
        if (digits.isEmpty()
                || digits.length() > 4
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        return Integer.parseInt(digits);
    }

    private static String join(TreeMap<Integer, String> numbered) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder whole = new StringBuilder();
        String charset = "";
        boolean first = true;
        boolean anyExtended = false;
        for (String marked : numbered.values()) {
            String piece = marked.substring(1);
            if (marked.charAt(0) == '*') {
                anyExtended = true;
                if (first) {
                    int quote = piece.indexOf('\'');
                    int second = quote < 0 ? -1 : piece.indexOf('\'', quote + 1);
                    if (second >= 0) {
                        charset = piece.substring(0, quote);
                        piece = piece.substring(second + 1);
                    }
                }
                percent(piece, bytes);
            } else {
                bytes.writeBytes(piece.getBytes(StandardCharsets.UTF_8));
            }
            whole.append(piece);
            first = false;
        }
        return anyExtended
                ? CleanText.line(
                        Charsets.decode(bytes.toByteArray(), charset, EnumSet.noneOf(Defect.class)))
                : plain(whole.toString());
    }

    private static String plain(String value) {
        int quotes = value.indexOf("''");
        if (quotes > 0
                && quotes < 20
                && value.indexOf('%', quotes) > 0
                && Charsets.named(value.substring(0, quotes)) != null) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            percent(value.substring(quotes + 2), bytes);
            return CleanText.line(
                    Charsets.decode(
                            bytes.toByteArray(),
                            value.substring(0, quotes),
                            EnumSet.noneOf(Defect.class)));
        }
        return EncodedWords.decode(value);
    }

    private static void percent(String piece, ByteArrayOutputStream bytes) {
        byte[] raw = piece.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            int high = raw[i] == '%' && i + 2 < raw.length ? TransferEncoding.hex(raw[i + 1]) : -1;
            int low = high >= 0 ? TransferEncoding.hex(raw[i + 2]) : -1;
            if (low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(raw[i]);
            }
        }
    }

    private static String withoutQuotes(String value) {
        return value.indexOf('"') < 0 ? value : value.replace("\"", "");
    }
}

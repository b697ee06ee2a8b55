package pl.rozmowa.imap;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Folder names in modified UTF-7 (RFC 3501 §5.1.3): {@code Wys&AUI-ane} is Wysłane. Decoding never fails: a piece that isn't modified
 * UTF-7 stays as it is, and raw 8-bit bytes are read as UTF-8, else as ISO-8859-1.
 */
final class FolderName {

    private FolderName() {}

    /**
     * @param utf8 whether UTF8=ACCEPT is enabled: then names are UTF-8 and an ampersand is an ampersand (RFC 9755 §3)
     */
    static String decode(String wireName, boolean utf8) {
        return utf8
                ? ImapStrings.decode(wireName.getBytes(StandardCharsets.ISO_8859_1))
                : decode(wireName);
    }

    /**
     * @param utf8 as in {@link #decode(String, boolean)}
     */
    static String encode(String name, boolean utf8) {
        return utf8
                ? new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                : encode(name);
    }

    static String decode(String wireName) {
        String name = wireName;
        if (!wireName.chars().allMatch(c -> c < 0x80)) {
            name = ImapStrings.decode(wireName.getBytes(StandardCharsets.ISO_8859_1));
        }
        StringBuilder decoded = new StringBuilder(name.length());
        int at = 0;
        while (at < name.length()) {
            char c = name.charAt(at);
            int close = c == '&' ? name.indexOf('-', at) : -1;
            if (close == at + 1) {
                decoded.append('&');
                at = close + 1;
            } else if (close > at && decodeShift(name.substring(at + 1, close), decoded)) {
                at = close + 1;
            } else {
                decoded.append(c);
                at++;
            }
        }
        return decoded.toString();
    }

    /** Appends what the Base64 between {@code &} and {@code -} means; false when it means nothing. */
    private static boolean decodeShift(String base64, StringBuilder decoded) {
        byte[] utf16;
        try {
            utf16 = Base64.getDecoder().decode(base64.replace(',', '/'));
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (utf16.length == 0 || utf16.length % 2 != 0) {
            return false;
        }
        String text = new String(utf16, StandardCharsets.UTF_16BE);
        if (text.indexOf('\uFFFD') >= 0) {
            return false;
        }
        decoded.append(text);
        return true;
    }

    static String encode(String name) {
        StringBuilder encoded = new StringBuilder(name.length() + 8);
        int at = 0;
        while (at < name.length()) {
            char c = name.charAt(at);
            if (c == '&') {
                encoded.append("&-");
                at++;
            } else if (c >= 0x20 && c < 0x7F) {
                encoded.append(c);
                at++;
            } else {
                int end = at;
                while (end < name.length()
                        && (name.charAt(end) < 0x20 || name.charAt(end) >= 0x7F)) {
                    end++;
                }
                byte[] utf16 = name.substring(at, end).getBytes(StandardCharsets.UTF_16BE);
                String base64 = Base64.getEncoder().withoutPadding().encodeToString(utf16);
                encoded.append('&').append(base64.replace('/', ',')).append('-');
                at = end;
            }
        }
        return encoded.toString();
    }
}

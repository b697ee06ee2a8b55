package pl.rozmowa.imap;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * OK, NO, BAD, BYE or PREAUTH, tagged or not (RFC 9051 §7.1).
 *
 * @param tag {@code null} when untagged
 * @param kind in capitals
 * @param code the response code in capitals; empty when there is none
 * @param arguments of the code, as they are
 */
record StatusLine(@Nullable String tag, String kind, String code, String arguments, String text) {

    static boolean isKind(String word) {
        return switch (word) {
            case "OK", "NO", "BAD", "BYE", "PREAUTH" -> true;
            default -> false;
        };
    }

    /** Reads code and text from the rest of a line; a code that is not closed is text. */
    static StatusLine of(@Nullable String tag, String kind, String rest) {
        String text = rest.strip();
        if (!text.startsWith("[")) {
            return new StatusLine(tag, kind, "", "", shown(text));
        }
        int close = text.indexOf(']');
        if (close < 0) {
            return new StatusLine(tag, kind, "", "", shown(text));
        }
        String inside = text.substring(1, close);
        int space = inside.indexOf(' ');
        String code = (space < 0 ? inside : inside.substring(0, space)).toUpperCase(Locale.ROOT);
        String arguments = space < 0 ? "" : inside.substring(space + 1);
        return new StatusLine(tag, kind, code, arguments, shown(text.substring(close + 1).strip()));
    }

    boolean ok() {
        return kind.equals("OK");
    }

    /** The number that a code carries; 0 when it carries none that makes sense. */
    long number() {
        String digits = arguments.strip();
        if (digits.isEmpty()
                || digits.length() > 18
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        return Long.parseLong(digits);
    }

    /** A server's words made harmless: without control characters, not long. */
    private static String shown(String wire) {
        String text = ImapStrings.decode(wire.getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length() && shown.length() < 300; i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) ? ' ' : c);
        }
        return shown.toString();
    }
}

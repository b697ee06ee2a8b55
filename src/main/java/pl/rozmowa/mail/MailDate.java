package pl.rozmowa.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The Date field (RFC 5322 §3.3 and §4.3), and what is found there instead: ISO 8601, asctime, months in other languages, two
 * digits of a year, AM and PM, no zone (then UTC).
 */
final class MailDate {

    private static final String[][] MONTHS = {
        {"jan", "sty", "ene", "gen", "led"},
        {"feb", "lut", "fév", "fev", "úno"},
        {"mar", "mär", "mrt", "bře"},
        {"apr", "kwi", "avr", "abr", "dub"},
        {"may", "maj", "mai", "mag", "mei", "kvě"},
        {"jun", "cze", "juin", "giu", "čer"},
        {"jul", "lip", "juil", "lug"},
        {"aug", "sie", "aoû", "aou", "ago", "srp"},
        {"sep", "wrz", "set", "zář"},
        {"oct", "okt", "paź", "paz", "ott", "out", "říj"},
        {"nov", "lis"},
        {"dec", "dez", "gru", "dic", "déc", "des", "pro"}
    };
    private static final int LONGEST = 200;

    private int year = -1;
    private int month = -1;
    private int day = -1;
    private int hour = 0;
    private int minute = 0;
    private int second = 0;
    private int offsetSeconds = 0;
    private boolean pm;
    private boolean am;
    private boolean monthBeforeDay;

    private MailDate() {}

    /** Null when it cannot be read. */
    static @Nullable Instant parse(String value) {
        return new MailDate().read(CleanText.cut(value, LONGEST));
    }

    private @Nullable Instant read(String value) {
        for (String token : tokens(value)) {
            take(token);
        }
        if (year < 1900 || year > 9999 || month < 1 || day < 1) {
            return null;
        }
        if (pm && hour < 12) {
            hour += 12;
        } else if (am && hour == 12) {
            hour = 0;
        }
        try {
            boolean midnight = hour == 24;
            Instant read =
                    LocalDateTime.of(
                                    year,
                                    month,
                                    day,
                                    midnight ? 0 : hour,
                                    minute,
                                    Math.min(second, 59))
                            .toInstant(ZoneOffset.ofTotalSeconds(offsetSeconds));
            return midnight ? read.plusSeconds(86_400) : read;
        } catch (DateTimeException impossible) {
            return null;
        }
    }

    private static List<String> tokens(String value) {
        List<String> tokens = new ArrayList<>();
        StringBuilder token = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth = Math.max(0, depth - 1);
            } else if (depth > 0) {
                continue;
            } else if (c <= ' ' || c == ',' || c == '"') {
                flush(tokens, token);
            } else {
                token.append(c);
            }
        }
        flush(tokens, token);
        return tokens;
    }

    private static void flush(List<String> tokens, StringBuilder token) {
        if (!token.isEmpty()) {
            tokens.add(token.toString());
            token.setLength(0);
        }
    }

    private void take(String token) {
        char first = token.charAt(0);
        int t = token.indexOf('T');
        if (t == 10 && token.length() > 12 && token.charAt(4) == '-') {
            take(token.substring(0, 10));
            int zone =
                    Math.max(
                            token.indexOf('+', t),
                            Math.max(token.indexOf('-', t), token.indexOf('Z', t)));
            take(token.substring(t + 1, zone < 0 ? token.length() : zone));
            if (zone > 0) {
                take(token.substring(zone));
            }
        } else if (token.indexOf(':') > 0 && isDigit(first)) {
            time(token);
        } else if ((first == '+' || first == '-')
                && token.length() > 1
                && isDigit(token.charAt(1))) {
            offset(token);
        } else if (isDigit(first)
                && (token.indexOf('-') > 0 || token.indexOf('/') > 0 || token.indexOf('.') > 0)) {
            compound(token.split("[-/.]"));
        } else if (isDigit(first)) {
            number(token);
        } else {
            word(token);
        }
    }

    private void compound(String[] pieces) {
        if (pieces.length == 3 && pieces[0].length() == 4) {
            year = digits(pieces[0]);
            month = monthOf(pieces[1]);
            day = digits(pieces[2]);
        } else {
            for (String piece : pieces) {
                if (!piece.isEmpty() && isDigit(piece.charAt(0))) {
                    boolean numericMonth = day > 0 && month < 0;
                    if (numericMonth) {
                        month = digits(piece);
                    } else {
                        number(piece);
                    }
                } else if (!piece.isEmpty()) {
                    word(piece);
                }
            }
        }
    }

    private static int monthOf(String piece) {
        int numeric = digits(piece);
        return numeric >= 0 ? numeric : named(piece.toLowerCase(Locale.ROOT));
    }

    private void number(String token) {
        int value = digits(token);
        if (value < 0) {
            return;
        }
        if (day < 0 && value >= 1 && value <= 31 && token.length() <= 2) {
            day = value;
        } else if (year < 0) {
            year = century(token, value);
        }
    }

    /** RFC 5322 §4.3: two digits below 50 are of this century; "102" and "0102" count from 1900. */
    private static int century(String token, int value) {
        if (token.length() <= 2) {
            return value + (value < 50 ? 2000 : 1900);
        }
        return value < 1000 && token.length() <= 4 ? value + 1900 : value;
    }

    private void time(String token) {
        String[] pieces = token.split("[:.]");
        hour = Math.max(0, digits(pieces[0]));
        minute = pieces.length > 1 ? Math.max(0, leadingDigits(pieces[1])) : 0;
        second = pieces.length > 2 ? Math.max(0, leadingDigits(pieces[2])) : 0;
        String lower = token.toLowerCase(Locale.ROOT);
        pm |= lower.endsWith("pm");
        am |= lower.endsWith("am");
        int sign = Math.max(token.indexOf('+'), token.indexOf('-'));
        if (sign > 0) {
            offset(token.substring(sign));
        }
    }

    private void offset(String token) {
        int value = digits(token.substring(1).replace(":", ""));
        if (value < 0) {
            return;
        }
        int hours = value > 99 ? value / 100 : value;
        int minutes = value > 99 ? value % 100 : 0;
        int seconds = (hours * 60 + Math.min(minutes, 59)) * 60;
        if (seconds <= 18 * 3600) {
            offsetSeconds = token.charAt(0) == '-' ? -seconds : seconds;
        }
    }

    private void word(String token) {
        String lower = token.toLowerCase(Locale.ROOT);
        // "mar" is a weekday in French and Spanish: a month named before the day may be corrected
        // by one after it.
        int named = month < 0 || monthBeforeDay ? named(lower) : -1;
        if (named > 0) {
            month = named;
            monthBeforeDay = day < 0;
            return;
        }
        switch (lower) {
            case "pm" -> pm = true;
            case "am" -> am = true;
            case "cet", "met", "bst", "ist" -> offsetSeconds = 3600;
            case "cest", "mest", "eet" -> offsetSeconds = 2 * 3600;
            case "eest", "msk" -> offsetSeconds = 3 * 3600;
            case "edt" -> offsetSeconds = -4 * 3600;
            case "est", "cdt" -> offsetSeconds = -5 * 3600;
            case "cst", "mdt" -> offsetSeconds = -6 * 3600;
            case "mst", "pdt" -> offsetSeconds = -7 * 3600;
            case "pst" -> offsetSeconds = -8 * 3600;
            default -> {
                boolean gmt =
                        (lower.startsWith("gmt") || lower.startsWith("utc")) && lower.length() > 4;
                if (gmt) {
                    offset(lower.substring(3));
                }
            }
        }
    }

    private static int named(String word) {
        for (int i = 0; i < MONTHS.length; i++) {
            for (String prefix : MONTHS[i]) {
                if (word.startsWith(prefix)) {
                    return i + 1;
                }
            }
        }
        return -1;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int leadingDigits(String text) {
        int end = 0;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return digits(text.substring(0, end));
    }

    private static int digits(String text) {
        if (text.isEmpty() || text.length() > 6) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }
}

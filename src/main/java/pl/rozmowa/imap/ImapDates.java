package pl.rozmowa.imap;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** Dates as IMAP writes them (RFC 9051 §9 {@code date}, {@code date-time}), independent of any locale. */
final class ImapDates {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private ImapDates() {}

    /** {@code 17-Jul-1996}. */
    static String day(LocalDate day) {
        int month = (day.getMonthValue() - 1) * 3;
        return String.format(
                Locale.ROOT,
                "%d-%s-%04d",
                day.getDayOfMonth(),
                MONTHS.substring(month, month + 3),
                day.getYear());
    }

    /** {@code 17-Jul-1996 02:44:25 +0000}. */
    static String time(Instant instant) {
        LocalDateTime at = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        return String.format(
                Locale.ROOT,
                "%2s %02d:%02d:%02d +0000",
                (at.getDayOfMonth() < 10 ? " " : "") + day(at.toLocalDate()),
                at.getHour(),
                at.getMinute(),
                at.getSecond());
    }

    /**
     * Reads {@code "17-Jul-1996 02:44:25 -0700"}; the zone may be missing and counts as UTC then.
     *
     * @throws DateTimeException when it is no date
     */
    static Instant internalDate(byte[] text) {
        int[] at = {0};
        while (at[0] < text.length && text[at[0]] == ' ') {
            at[0]++;
        }
        int day = number(text, at, '-');
        int month = month(text, at);
        int year = number(text, at, ' ');
        int hour = number(text, at, ':');
        int minute = number(text, at, ':');
        int second = number(text, at, ' ');
        long offset = offsetSeconds(text, at[0]);
        LocalDateTime local =
                LocalDateTime.of(year, month, day, hour, minute, Math.min(second, 59));
        return Instant.ofEpochSecond(local.toEpochSecond(ZoneOffset.UTC) - offset);
    }

    /** Digits and the separator after them, which may be missing at the end. */
    private static int number(byte[] text, int[] at, char separator) {
        int number = 0;
        int begin = at[0];
        while (at[0] < text.length
                && text[at[0]] >= '0'
                && text[at[0]] <= '9'
                && at[0] - begin < 5) {
            number = number * 10 + (text[at[0]++] - '0');
        }
        if (at[0] == begin || (at[0] < text.length && text[at[0]] != separator)) {
            throw new DateTimeException("no date");
        }
        at[0]++;
        return number;
    }

    private static int month(byte[] text, int[] at) {
        if (at[0] + 4 > text.length || text[at[0] + 3] != '-') {
            throw new DateTimeException("no month");
        }
        for (int month = 0; month < 12; month++) {
            boolean same = true;
            for (int i = 0; i < 3; i++) {
                same &= (text[at[0] + i] | 0x20) == (MONTHS.charAt(month * 3 + i) | 0x20);
            }
            if (same) {
                at[0] += 4;
                return month + 1;
            }
        }
        throw new DateTimeException("no month");
    }

    private static long offsetSeconds(byte[] text, int at) {
        if (at + 5 > text.length || (text[at] != '+' && text[at] != '-')) {
            return 0;
        }
        int number = 0;
        for (int i = at + 1; i < at + 5; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return 0;
            }
            number = number * 10 + (text[i] - '0');
        }
        long seconds = (number / 100) * 3600L + (number % 100) * 60L;
        return text[at] == '-' ? -seconds : seconds;
    }
}

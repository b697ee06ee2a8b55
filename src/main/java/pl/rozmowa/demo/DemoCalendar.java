package pl.rozmowa.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the stories' times, such as "12 working days ago at 10:24", into real ones, counted from the demo's first start. */
record DemoCalendar(Instant start) {

    static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    private static final Pattern DATE = Pattern.compile("\\{d([+-]\\d+)}");

    Instant at(String when) {
        if (when.equals("now")) {
            return start;
        }
        if (when.startsWith("-")) {
            return start.minus(
                    Duration.ofMinutes(Long.parseLong(when.substring(1, when.length() - 1))));
        }
        String[] parts = when.split(" ");
        LocalDate day = start.atZone(WARSAW).toLocalDate();
        for (int left = Integer.parseInt(parts[0]); left > 0; ) {
            day = day.minusDays(1);
            if (isWorkingDay(day)) {
                left--;
            }
        }
        return ZonedDateTime.of(day, LocalTime.parse(parts[1]), WARSAW)
                .plusSeconds(Math.floorMod(when.hashCode(), 59))
                .toInstant();
    }

    /** Puts real dates in place of {@code {d+5}}, five days after the message and never at a weekend, and the year in place of {@code {y}}. */
    static String dates(String text, Instant written, Locale language) {
        LocalDate day = written.atZone(WARSAW).toLocalDate();
        boolean polish = language.getLanguage().equals("pl");
        DateTimeFormatter format =
                DateTimeFormatter.ofPattern(polish ? "d.MM" : "d MMMM", language);
        Matcher matcher = DATE.matcher(text.replace("{y}", Integer.toString(day.getYear())));
        return matcher.replaceAll(found -> {
            int days = Integer.parseInt(found.group(1));
            LocalDate meant = day.plusDays(days);
            while (!isWorkingDay(meant)) {
                meant = meant.plusDays(days < 0 ? -1 : 1);
            }
            return format.format(meant);
        });
    }

    private static boolean isWorkingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }
}

package pl.rozmowa.notification;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When somebody is left in peace, by the clock where they are.
 *
 * @param from null: on no day; later than {@code until} means over night
 * @param weekends Saturdays and Sundays wholly
 */
record QuietHours(
        @Nullable LocalTime from, @Nullable LocalTime until, boolean weekends, ZoneId zone) {

    /** Weekends and nights follow each other at most so often. */
    private static final int ENOUGH = 10;

    /** When the quiet that there is now ends; empty when there is none. */
    Optional<Instant> endAfter(Instant now) {
        ZonedDateTime at = now.atZone(zone);
        ZonedDateTime end = at;
        for (int i = 0; i < ENOUGH; i++) {
            ZonedDateTime next = endOfOne(end);
            if (next.equals(end)) {
                break;
            }
            end = next;
        }
        return end.equals(at) ? Optional.empty() : Optional.of(end.toInstant());
    }

    private ZonedDateTime endOfOne(ZonedDateTime at) {
        DayOfWeek day = at.getDayOfWeek();
        if (weekends && day == DayOfWeek.SATURDAY) {
            return at.toLocalDate().plusDays(2).atStartOfDay(zone);
        }
        if (weekends && day == DayOfWeek.SUNDAY) {
            return at.toLocalDate().plusDays(1).atStartOfDay(zone);
        }
        if (from == null || until == null) {
            return at;
        }
        LocalTime time = at.toLocalTime();
        boolean overNight = from.isAfter(until);
        if (time.isBefore(until) && (overNight || !time.isBefore(from))) {
            return later(at, at.toLocalDate().atTime(until).atZone(zone));
        }
        if (overNight && !time.isBefore(from)) {
            return at.toLocalDate().plusDays(1).atTime(until).atZone(zone);
        }
        return at;
    }

    /** Where the clock goes back an hour comes twice, and the first of them is over already. */
    private static ZonedDateTime later(ZonedDateTime at, ZonedDateTime end) {
        return end.isAfter(at)
                ? end
                : end.withLaterOffsetAtOverlap().isAfter(at) ? end.withLaterOffsetAtOverlap() : at;
    }
}

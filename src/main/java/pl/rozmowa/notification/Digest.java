package pl.rozmowa.notification;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How often a member wants what is unread by e-mail. */
enum Digest {
    OFF,
    HOURLY,
    DAILY;

    @JsonValue
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Digest> find(@Nullable String key) {
        return Stream.of(values()).filter(one -> one.key().equals(key)).findFirst();
    }

    /**
     * Whether it is time again.
     *
     * @param hour of the day, for a daily one
     * @param last when the last one was due
     */
    boolean isDue(Instant now, int hour, ZoneId zone, Instant last) {
        return switch (this) {
            case OFF -> false;
            case HOURLY -> !now.isBefore(last.plus(Duration.ofHours(1)));
            case DAILY -> last.isBefore(latest(now.atZone(zone), hour).toInstant());
        };
    }

    private static ZonedDateTime latest(ZonedDateTime now, int hour) {
        ZonedDateTime today = now.toLocalDate().atTime(hour, 0).atZone(now.getZone());
        return today.isAfter(now)
                ? now.toLocalDate().minusDays(1).atTime(hour, 0).atZone(now.getZone())
                : today;
    }
}

package pl.rozmowa.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nights, weekends, and the nights in which the clock is changed. */
class QuietHoursTest {

    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    # from,  until, weekends, now,              end
                    -,     -,     false, 2026-11-25T23:00, -
                    20:00, 07:00, false, 2026-11-25T19:59, -
                    20:00, 07:00, false, 2026-11-25T20:00, 2026-11-26T07:00
                    20:00, 07:00, false, 2026-11-26T06:59, 2026-11-26T07:00
                    20:00, 07:00, false, 2026-11-26T07:00, -
                    12:00, 13:00, false, 2026-11-25T12:30, 2026-11-25T13:00
                    12:00, 13:00, false, 2026-11-25T11:59, -
                    12:00, 13:00, false, 2026-11-25T13:00, -
                    -,     -,     true,  2026-11-27T23:59, -
                    -,     -,     true,  2026-11-28T10:00, 2026-11-30T00:00
                    -,     -,     true,  2026-11-29T10:00, 2026-11-30T00:00
                    20:00, 07:00, true,  2026-11-27T21:00, 2026-11-30T07:00
                    20:00, 07:00, true,  2026-11-30T06:00, 2026-11-30T07:00
                    20:00, 00:00, true,  2026-11-27T21:00, 2026-11-30T00:00
                    # in this night 02:00 to 03:00 does not exist
                    20:00, 02:30, false, 2026-03-28T21:00, 2026-03-29T03:30
                    """)
    void quiet_ends_when_the_clock_says_so(
            @Nullable LocalTime from,
            @Nullable LocalTime until,
            boolean weekends,
            LocalDateTime now,
            @Nullable LocalDateTime end) {
        QuietHours quiet = new QuietHours(from, until, weekends, WARSAW);
        assertThat(quiet.endAfter(now.atZone(WARSAW).toInstant()).orElse(null))
                .isEqualTo(end == null ? null : end.atZone(WARSAW).toInstant());
    }

    @Test
    void an_hour_that_comes_twice_is_quiet_once() {
        QuietHours quiet = new QuietHours(LocalTime.of(20, 0), LocalTime.of(2, 30), false, WARSAW);
        Instant second = Instant.parse("2026-10-25T01:15:00Z"); // 02:15 for the second time
        Instant end = quiet.endAfter(second).orElseThrow();
        assertThat(end).isEqualTo(Instant.parse("2026-10-25T01:30:00Z"));
        assertThat(quiet.endAfter(end)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    hourly, 2026-11-25T10:00, 2026-11-25T10:59, false
                    hourly, 2026-11-25T10:00, 2026-11-25T11:00, true
                    daily,  2026-11-25T08:00, 2026-11-26T07:59, false
                    daily,  2026-11-25T08:00, 2026-11-26T08:00, true
                    daily,  2026-11-25T09:30, 2026-11-25T23:00, false
                    daily,  2026-11-24T09:30, 2026-11-25T07:00, false
                    daily,  2026-11-23T09:30, 2026-11-25T07:00, true
                    off,    2026-01-01T00:00, 2026-11-25T08:00, false
                    """)
    void a_digest_is_due_an_hour_later_or_at_its_hour(
            String digest, LocalDateTime last, LocalDateTime now, boolean due) {
        assertThat(
                        Digest.find(digest)
                                .orElseThrow()
                                .isDue(
                                        now.atZone(WARSAW).toInstant(),
                                        8,
                                        WARSAW,
                                        last.atZone(WARSAW).toInstant()))
                .isEqualTo(due);
    }
}

package pl.rozmowa.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** An invitation to a meeting (RFC 5545, 5546), as calendars send it. */
final class DemoInvitation {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private DemoInvitation() {}

    /**
     * @param description {@code DAYS HH:mm MINUTES PLACE}, the days counted from when it was written
     */
    static MimeWriter.Part part(Composer.Draft draft, String description) {
        String[] fields = description.split(" ", 4);
        Instant begin =
                draft.at()
                        .atZone(DemoCalendar.WARSAW)
                        .plusDays(Long.parseLong(fields[0]))
                        .with(LocalTime.parse(fields[1]))
                        .toInstant();
        String text =
                String.join(
                        "\r\n",
                        "BEGIN:VCALENDAR",
                        "PRODID:-//Rozmowa//demo//PL",
                        "VERSION:2.0",
                        "METHOD:REQUEST",
                        "BEGIN:VEVENT",
                        "UID:" + draft.messageId().substring(1, draft.messageId().length() - 1),
                        "DTSTAMP:" + UTC.format(draft.at()),
                        "DTSTART:" + UTC.format(begin),
                        "DTEND:"
                                + UTC.format(
                                        begin.plus(Duration.ofMinutes(Long.parseLong(fields[2])))),
                        "SUMMARY:" + draft.subject(),
                        "LOCATION:" + fields[3],
                        "ORGANIZER;CN=" + draft.from().name() + ":mailto:" + draft.from().address(),
                        "ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:"
                                + draft.to().getFirst().address(),
                        "END:VEVENT",
                        "END:VCALENDAR",
                        "");
        MimeWriter.Part encoded =
                new MimeWriter(java.nio.charset.StandardCharsets.UTF_8)
                        .text("calendar", text.replace("\r\n", "\n"), "; method=REQUEST");
        return new MimeWriter.Part(List.copyOf(encoded.headers()), encoded.content());
    }
}

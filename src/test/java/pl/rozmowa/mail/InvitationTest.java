package pl.rozmowa.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Invitations become something that can be shown. */
class InvitationTest {

    @Test
    void an_outlook_invitation_is_read_with_its_windows_zone() {
        Invitation invitation =
                InvitationReader.read(
                        """
                        BEGIN:VCALENDAR
                        METHOD:REQUEST
                        BEGIN:VTIMEZONE
                        TZID:Central European Standard Time
                        BEGIN:STANDARD
                        DTSTART:16010101T030000
                        TZOFFSETTO:+0100
                        END:STANDARD
                        END:VTIMEZONE
                        BEGIN:VEVENT
                        UID:spotkanie-1
                        ORGANIZER;CN="Gołąb, Żaneta":mailto:zaneta@studiolaka.example
                        ATTENDEE;ROLE=REQ-PARTICIPANT;CN=Hanna Wrzos;RSVP=TRUE:mailto:hanna@debowa.test
                        ATTENDEE;CN=tymon@debowa.test:MAILTO:tymon@debowa.test
                        SUMMARY;LANGUAGE=pl-PL:Wzory płytek\\, sezon
                          2027
                        LOCATION:Studio\\; piętro 2
                        DESCRIPTION:Pierwsza\\nDruga
                        DTSTART;TZID=Central European Standard Time:20261103T100000
                        DTEND;TZID=Central European Standard Time:20261103T113000
                        BEGIN:VALARM
                        DESCRIPTION:REMINDER
                        END:VALARM
                        END:VEVENT
                        END:VCALENDAR
                        """,
                        "");
        assertThat(invitation)
                .isEqualTo(
                        new Invitation(
                                "REQUEST",
                                "spotkanie-1",
                                "Wzory płytek, sezon 2027",
                                "Pierwsza\nDruga",
                                "Studio; piętro 2",
                                Instant.parse("2026-11-03T09:00:00Z"),
                                Instant.parse("2026-11-03T10:30:00Z"),
                                false,
                                "Europe/Warsaw",
                                new EmailAddress("Gołąb, Żaneta", "zaneta@studiolaka.example"),
                                java.util.List.of(
                                        new EmailAddress("Hanna Wrzos", "hanna@debowa.test"),
                                        new EmailAddress("", "tymon@debowa.test")),
                                false,
                                false));
    }

    @Test
    void dates_durations_and_cancellations_are_understood() {
        Invitation allDay =
                read("DTSTART;VALUE=DATE:20261103\nDTEND;VALUE=DATE:20261105\nRRULE:FREQ=WEEKLY");
        assertThat(allDay)
                .satisfies(event -> {
                    assertThat(event.allDay()).isTrue();
                    assertThat(event.recurring()).isTrue();
                    assertThat(event.end()).isEqualTo(Instant.parse("2026-11-05T00:00:00Z"));
                });
        assertThat(read("DTSTART:20261103T100000Z\nDURATION:PT1H30M\nSTATUS:CANCELLED"))
                .satisfies(event -> {
                    assertThat(event.end()).isEqualTo(Instant.parse("2026-11-03T11:30:00Z"));
                    assertThat(event.cancelled()).isTrue();
                });
        assertThat(read("DTSTART:niedziela\nSUMMARY:Bez daty"))
                .satisfies(event -> assertThat(event.start()).isNull());
        assertThat(InvitationReader.read("BEGIN:VCALENDAR\nEND:VCALENDAR", "")).isNull();
    }

    @Test
    void an_invitation_in_a_mail_is_shown_and_stays_an_attachment() {
        ParsedEmail email =
                Eml.parse(
                        "From: a@x.test\nContent-Type: multipart/alternative; boundary=x\n\n--x\n\nzapraszam\n--x\n"
                                + "Content-Type: text/calendar; method=REQUEST; charset=utf-8\n\nBEGIN:VEVENT\nSUMMARY:Narada\nDTSTART:20261103T100000Z\nEND:VEVENT\n--x--\n");
        assertThat(email.text()).isEqualTo("zapraszam");
        assertThat(email.invitation())
                .extracting(Invitation::summary, Invitation::method)
                .containsExactly("Narada", "REQUEST");
        assertThat(email.attachments())
                .extracting(AttachmentPart::fileName)
                .containsExactly("attachment-2.ics");
    }

    private static Invitation read(String lines) {
        Invitation read = InvitationReader.read("BEGIN:VEVENT\n" + lines + "\nEND:VEVENT\n", "");
        assertThat(read).isNotNull();
        return java.util.Objects.requireNonNull(read);
    }
}

package pl.rozmowa.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mail that is made to hurt its reader ends within the limits. The tests' own time and memory are the measure. */
class BombsTest {

    private static final String HTML = "From: a@x.test\nContent-Type: text/html\n\nhej ";

    static Stream<Arguments> bombs() {
        StringBuilder deep = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        return Stream.of(
                Arguments.of("10,000 levels", deep.append("\ndno").toString(), Defect.TOO_DEEP),
                Arguments.of(
                        "50,000 parts",
                        "Content-Type: multipart/mixed; boundary=x\n\n"
                                + "--x\nContent-Type: a/b\n\nc\n".repeat(50_000),
                        Defect.TOO_MANY_PARTS),
                Arguments.of(
                        "100,000 fields",
                        "X-A: b\n".repeat(100_000) + "\nx",
                        Defect.TOO_MANY_HEADERS),
                Arguments.of(
                        "a field of 5 MB",
                        "Subject: " + "a".repeat(5_000_000) + "\n\nx",
                        Defect.HEADERS_TOO_LONG),
                Arguments.of(
                        "1,000,000 addresses",
                        "To: " + "a@x.test, ".repeat(1_000_000) + "\n\nx",
                        Defect.TOO_MANY_ADDRESSES),
                Arguments.of(
                        "a line of 20 MB",
                        "Subject: a\n\n" + "x".repeat(20_000_000),
                        Defect.TEXT_TRUNCATED),
                Arguments.of(
                        "NULs", "Subject: a\n\nb" + "\0".repeat(5_000_000), Defect.NUL_IN_TEXT),
                Arguments.of(
                        "open comments",
                        "From: " + "(".repeat(900_000) + "\n\nx",
                        Defect.BAD_ADDRESS),
                Arguments.of(
                        "open brackets",
                        "From: " + "<".repeat(900_000) + "\n\nx",
                        Defect.BAD_ADDRESS),
                Arguments.of(
                        "open quotes",
                        "From: " + "\"a".repeat(450_000) + "\n\nx",
                        Defect.BAD_ADDRESS),
                Arguments.of(
                        "a quote that never closes",
                        "To: \"" + "\\\"".repeat(470_000) + "\n\nx",
                        Defect.HEADERS_TOO_LONG),
                Arguments.of(
                        "a route without end",
                        "To: <" + " ".repeat(400_000) + "@" + ",".repeat(400_000) + "\n\nx",
                        Defect.HEADERS_TOO_LONG),
                Arguments.of(
                        "a route within a field's length",
                        "To: <" + " ".repeat(60_000) + "@" + ",".repeat(60_000) + "\n\nx",
                        Defect.MISSING_FROM),
                Arguments.of(
                        "a name of apostrophes",
                        "To: " + "'".repeat(120_000) + " <c@d.test>\n\nx",
                        Defect.MISSING_FROM),
                Arguments.of(
                        "words that are none",
                        "To: " + "=?x?y ".repeat(150_000) + "\n\nx",
                        Defect.HEADERS_TOO_LONG),
                Arguments.of(
                        "parameters that begin words",
                        "Content-Type: text/plain; " + "a==?x;".repeat(150_000) + "\n\nx",
                        Defect.HEADERS_TOO_LONG),
                Arguments.of(
                        "words of an unknown charset",
                        "Subject: " + "=?x?B?".repeat(150_000) + "\n\nx",
                        Defect.HEADERS_TOO_LONG),
                Arguments.of(
                        "ids that share a hash",
                        "References: " + idsOfOneHash(60_000) + "\n\nx",
                        Defect.HEADERS_TOO_LONG),
                Arguments.of(
                        "open encoded words",
                        "Subject: " + "=?utf-8?q?".repeat(90_000) + "\n\nx",
                        Defect.MISSING_FROM),
                Arguments.of(
                        "prefixes",
                        "Subject: " + "Re: [a] ".repeat(100_000) + "\n\nx",
                        Defect.MISSING_FROM),
                Arguments.of(
                        "parameters",
                        "Content-Type: text/plain; " + "a*0=b;".repeat(100_000) + "\n\nx",
                        Defect.MISSING_FROM),
                Arguments.of("open elements", HTML + "<div>".repeat(200_000), Defect.MISSING_DATE),
                Arguments.of(
                        "misnested elements", HTML + "<b><p>".repeat(100_000), Defect.MISSING_DATE),
                Arguments.of("open tags", HTML + "<".repeat(1_000_000), Defect.MISSING_DATE),
                Arguments.of(
                        "attributes",
                        HTML + "<a " + "a=b ".repeat(300_000) + ">",
                        Defect.MISSING_DATE),
                Arguments.of("tables", HTML + "<table>".repeat(100_000), Defect.MISSING_DATE),
                Arguments.of(
                        "rules",
                        HTML
                                + "<style>"
                                + ".a{color:red}".repeat(20_000)
                                + "</style>"
                                + "<p class=a>x".repeat(20_000),
                        Defect.MISSING_DATE),
                Arguments.of(
                        "quotes",
                        HTML + "<blockquote>a:</blockquote>".repeat(60_000),
                        Defect.MISSING_DATE),
                Arguments.of(
                        "headers in HTML", HTML + "<p>From: a".repeat(60_000), Defect.MISSING_DATE),
                Arguments.of(
                        "attributions",
                        "From: a@x.test\n\nhej\n" + "On 1 2 <a@b> foo\n".repeat(100_000),
                        Defect.MISSING_DATE),
                Arguments.of(
                        "calendar",
                        "From: a@x.test\nContent-Type: text/calendar\n\nBEGIN:VEVENT\n"
                                + "ATTENDEE:mailto:a@b\n".repeat(100_000),
                        Defect.BAD_CALENDAR));
    }

    /** "Aa" and "BB" have one hash, and so has every sequence of them. */
    private static String idsOfOneHash(int many) {
        StringBuilder ids = new StringBuilder();
        for (int i = 0; i < many; i++) {
            ids.append('<');
            for (int bit = 0; bit < 16; bit++) {
                ids.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            ids.append("@x> ");
        }
        return ids.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void a_bomb_ends_within_the_limits_and_is_named(String name, String source, Defect defect) {
        ParsedEmail email =
                MimeParser.parse(source.getBytes(StandardCharsets.UTF_8), ParseLimits.STANDARD);
        assertThat(email.defects()).contains(defect);
        assertThat(email.attachments()).hasSizeLessThanOrEqualTo(ParseLimits.STANDARD.parts());
        assertThat(email.to()).hasSizeLessThanOrEqualTo(AddressParser.MOST);
        assertThat(email.text()).hasSizeLessThanOrEqualTo(ParseLimits.STANDARD.textChars());
        assertThat(email.snippet()).hasSizeLessThanOrEqualTo(Snippet.LONGEST);
        String html = email.html();
        if (html != null) {
            assertThat(SafeHtml.clean(html, ImagePolicy.NONE).html()).isNotNull();
        }
    }

    @Test
    void any_beginning_of_a_mail_is_read() {
        byte[] whole =
                Eml.bytes(
                        """
                        From: "Iwo" <iwo@studiolaka.example>
                        Content-Type: multipart/mixed; boundary="x"

                        --x
                        Content-Type: text/html; charset=iso-8859-2
                        Content-Transfer-Encoding: quoted-printable

                        <p>p=B3ytki</p>
                        --x
                        Content-Type: text/calendar

                        BEGIN:VCALENDAR
                        BEGIN:VEVENT
                        DTSTART;TZID="Europe/Warsaw":20261103T100000
                        END:VEVENT
                        --x
                        Content-Type: application/ms-tnef; name=winmail.dat
                        Content-Transfer-Encoding: base64

                        eJ8+IgEAAQ==
                        --x--
                        """);
        for (int length = 0; length <= whole.length; length++) {
            ParsedEmail email =
                    MimeParser.parse(java.util.Arrays.copyOf(whole, length), ParseLimits.STANDARD);
            assertThat(email.identKey()).hasSize(32);
        }
    }
}

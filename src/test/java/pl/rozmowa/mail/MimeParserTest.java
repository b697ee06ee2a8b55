package pl.rozmowa.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whole sources: which text is shown, what is attached, what was wrong. */
class MimeParserTest {

    private static final String HEAD =
            """
            From: Kamil Ślaz <kamil@brzask.example>
            To: biuro@debowa.test
            Subject: Odp: Oferta
            Date: Tue, 3 Nov 2026 10:05:00 +0100
            Message-ID: <1@brzask.example>
            MIME-Version: 1.0
            """;

    @Test
    void an_ordinary_reply_is_read_whole() {
        ParsedEmail email =
                Eml.parse(
                        HEAD
                                + """
                                Content-Type: multipart/mixed; boundary="m"

                                wstęp
                                --m
                                Content-Type: multipart/related; boundary="r"

                                --r
                                Content-Type: multipart/alternative; boundary="a"

                                --a
                                Content-Type: text/plain; charset=utf-8

                                Dzień dobry,

                                biorę 40 m2.

                                W dniu 2.11.2026 o 09:00, Hanna Wrzos pisze:
                                > Proponuję 80 zł za metr.
                                --a
                                Content-Type: text/html; charset=utf-8

                                <p>Dzień dobry,</p><p>biorę 40 m2.</p><img src="cid:logo@brzask.example">
                                --a--
                                --r
                                Content-Type: image/png; name="logo.png"
                                Content-Transfer-Encoding: base64
                                Content-ID: <logo@brzask.example>

                                iVBORw0KGgo=
                                --r--
                                --m
                                Content-Type: application/pdf
                                Content-Disposition: attachment; filename*=utf-8''Zam%C3%B3wienie.pdf
                                Content-Transfer-Encoding: base64

                                JVBERi0xLjQK
                                --m--
                                koniec
                                """);
        assertThat(email.author())
                .isEqualTo(new EmailAddress("Kamil Ślaz", "kamil@brzask.example"));
        assertThat(email.baseSubject()).isEqualTo(new BaseSubject("Oferta", true, false));
        assertThat(email.sentAt()).isEqualTo(Instant.parse("2026-11-03T09:05:00Z"));
        assertThat(email.ownText()).isEqualTo("Dzień dobry,\n\nbiorę 40 m2.\n\n");
        assertThat(email.quotedText()).startsWith("W dniu 2.11.2026");
        assertThat(email.snippet()).isEqualTo("biorę 40 m2.");
        assertThat(email.html()).contains("cid:logo@brzask.example");
        assertThat(email.attachments())
                .extracting(
                        AttachmentPart::partPath, AttachmentPart::fileName, AttachmentPart::inline)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("1.2", "logo.png", true),
                        org.assertj.core.groups.Tuple.tuple("2", "Zamówienie.pdf", false));
        assertThat(email.attachments().getFirst().contentId()).isEqualTo("logo@brzask.example");
        assertThat(email.attachments().get(1).size()).isEqualTo(9);
        assertThat(content(email.attachments().get(1))).isEqualTo("%PDF-1.4\n");
        assertThat(email.defects()).isEmpty();
        assertThat(email.autoKind()).isNull();
    }

    @Test
    void text_parts_of_a_mixed_body_are_read_in_their_order() {
        ParsedEmail email =
                Eml.parse(
                        HEAD
                                + """
                                Content-Type: multipart/mixed; boundary=b

                                --b

                                pierwsza
                                --b
                                Content-Type: image/jpeg; name=zdjecie.jpg
                                Content-Disposition: inline

                                x
                                --b
                                Content-Type: text/html

                                <p>druga &amp; <b>ostatnia</b></p>
                                --b
                                Content-Type: text/plain; name=notatka.txt

                                załącznik
                                --b--
                                """);
        assertThat(email.text()).isEqualTo("pierwsza\n\ndruga & ostatnia");
        assertThat(email.html()).contains("pierwsza").contains("<b>ostatnia</b>");
        assertThat(email.attachments())
                .extracting(AttachmentPart::fileName)
                .containsExactly("zdjecie.jpg", "notatka.txt");
    }

    @Test
    void html_alone_gives_its_text_and_its_own_charset() {
        byte[] source =
                Eml.bytes(
                        HEAD
                                + "Content-Type: text/html\n\n<html><head><meta charset=windows-1250><style>p{}</style></head><body><p>Próbka źródła<p>Żaneta",
                        "windows-1250");
        ParsedEmail email = Eml.parse(source);
        assertThat(email.text()).isEqualTo("Próbka źródła\n\nŻaneta");
    }

    @Test
    void flowed_text_is_joined_again() {
        ParsedEmail email =
                Eml.parse(
                        HEAD
                                + "Content-Type: text/plain; format=flowed; delsp=no\n\nPierwszy wiersz \nidzie dalej.\n> cytat \n> dalej\n-- \nIwo\n");
        assertThat(email.text())
                .isEqualTo("Pierwszy wiersz idzie dalej.\n> cytat dalej\n-- \nIwo\n");
    }

    @Test
    void a_missing_wrong_or_unterminated_boundary_loses_nothing() {
        String parts =
                "--x\nContent-Type: text/plain\n\ntreść\n--x\nContent-Type: application/pdf; name=a.pdf\n\nplik\n";
        assertThat(
                        Eml.parse(HEAD + "Content-Type: multipart/mixed; boundary=x\n\n" + parts)
                                .attachments())
                .hasSize(1);
        assertThat(Eml.parse(HEAD + "Content-Type: multipart/mixed\n\n" + parts).attachments())
                .hasSize(1);
        assertThat(
                        Eml.parse(HEAD + "Content-Type: multipart/mixed; boundary=y\n\n" + parts)
                                .attachments())
                .hasSize(1);
        assertThat(Eml.parse(HEAD + "\n" + parts).attachments()).hasSize(1);
        assertThat(Eml.parse(HEAD + "Content-Type: multipart/mixed\n\nsama treść").text())
                .isEqualTo("sama treść");
        assertThat(
                        Eml.parse(HEAD + "Content-Type: multipart/mixed; boundary=x\n\n" + parts)
                                .defects())
                .contains(Defect.UNTERMINATED_MULTIPART);
    }

    @Test
    void a_forwarded_message_stays_closed_and_is_called_after_its_subject() {
        ParsedEmail email =
                Eml.parse(
                        HEAD
                                + "Content-Type: multipart/mixed; boundary=x\n\n--x\n\nzobacz\n--x\nContent-Type: message/rfc822\n\n"
                                + "Subject: =?utf-8?Q?Zam=C3=B3wienie_1/2?=\nContent-Type: multipart/mixed; boundary=y\n\n--y\n\nw środku\n--y--\n--x--\n");
        assertThat(email.text()).isEqualTo("zobacz");
        assertThat(email.attachments())
                .singleElement()
                .satisfies(part -> {
                    assertThat(part.fileName()).isEqualTo("Zamówienie 1-2.eml");
                    assertThat(Eml.parse(content(part).getBytes(StandardCharsets.UTF_8)).text())
                            .isEqualTo("w środku");
                });
    }

    @Test
    void an_attachment_is_found_again_by_its_path() {
        byte[] source =
                Eml.bytes(
                        HEAD
                                + "Content-Type: multipart/mixed; boundary=x\n\n--x\n\na\n--x\nContent-Type: application/pdf; name=o.pdf\n\nplik\n--x--\n");
        assertThat(MimeParser.attachment(source, "2", ParseLimits.STANDARD))
                .hasValueSatisfying(part -> assertThat(content(part)).isEqualTo("plik"));
        assertThat(MimeParser.attachment(source, "3", ParseLimits.STANDARD)).isEmpty();
    }

    @Test
    void a_bounce_is_recognised_by_its_report() {
        ParsedEmail email =
                Eml.parse(
                        """
                        Return-Path: <>
                        From: Mail Delivery System <MAILER-DAEMON@mx.debowa.test>
                        Subject: Undelivered Mail Returned to Sender
                        Content-Type: multipart/report; report-type=delivery-status; boundary=x

                        --x

                        I'm sorry.
                        --x
                        Content-Type: message/delivery-status

                        Final-Recipient: rfc822; nie@ma.example
                        --x--
                        """);
        assertThat(email.autoKind()).isEqualTo(AutoKind.BOUNCE);
        assertThat(email.text()).isEqualTo("I'm sorry.");
    }

    @Test
    void parts_fetched_separately_give_the_same_email() {
        byte[] header =
                Eml.bytes(HEAD + "Content-Type: multipart/mixed; boundary=\"nieznane\"\n\n");
        PartSource plain =
                new PartSource(
                        "1.1",
                        "TEXT/PLAIN",
                        Map.of("charset", "iso-8859-2"),
                        "quoted-printable",
                        "bior=EA p=B3ytki".getBytes(StandardCharsets.US_ASCII));
        PartSource html =
                new PartSource(
                        "1.2",
                        "text/html",
                        Map.of("charset", "utf-8"),
                        "base64",
                        Eml.base64("<p>biorę płytki</p>").getBytes(StandardCharsets.US_ASCII));
        PartStub pdf =
                new PartStub(
                        "2",
                        "application/pdf",
                        Map.of("name", "plik.pdf"),
                        7_800,
                        "base64",
                        null,
                        "attachment",
                        Map.of("filename", "=?utf-8?Q?Zam=C3=B3wienie.pdf?="));
        ParsedEmail email =
                MimeParser.assemble(
                        header, List.of(plain, html), List.of(pdf), 12_000, ParseLimits.STANDARD);
        assertThat(email.text()).isEqualTo("biorę płytki");
        assertThat(email.html()).isEqualTo("<p>biorę płytki</p>");
        assertThat(email.size()).isEqualTo(12_000);
        assertThat(email.attachments())
                .singleElement()
                .satisfies(part -> {
                    assertThat(part.fileName()).isEqualTo("Zamówienie.pdf");
                    assertThat(part.size()).isEqualTo(5_700);
                    assertThat(part.content()).isNull();
                });
        assertThat(email.identKey())
                .isEqualTo(
                        Eml.parse(
                                        HEAD
                                                + "Content-Type: multipart/mixed; boundary=\"nieznane\"\n\n--nieznane\n\nx")
                                .identKey());
    }

    @Test
    void a_stream_is_read_up_to_its_limit() throws IOException {
        ParseLimits tiny =
                new ParseLimits(200, 10, 5, 10, 1_000, 1_000, java.time.Duration.ofSeconds(5));
        byte[] source = Eml.bytes(HEAD + "\n" + "a".repeat(10_000));
        ParsedEmail email = MimeParser.parse(new ByteArrayInputStream(source), tiny);
        assertThat(email.defects()).contains(Defect.TRUNCATED);
        assertThat(email.subject()).isEqualTo("Odp: Oferta");
    }

    @Test
    void identity_survives_folding_and_other_folders_but_no_forgery() {
        String received =
                "Received: from mx.brzask.example by mx.debowa.test; Tue, 3 Nov 2026 10:05:01 +0100\n";
        byte[] key = Eml.parse(received + HEAD + "\nx").identKey();
        assertThat(key).hasSize(32);
        assertThat(
                        Eml.parse(received.replace(" by", "\n by") + HEAD + "X-Spam: no\n\nx")
                                .identKey())
                .isEqualTo(key);
        assertThat(Eml.parse(received.replace(":01", ":02") + HEAD + "\nx").identKey())
                .isNotEqualTo(key);
        assertThat(Eml.parse(received + HEAD.replace("Oferta", "Umowa") + "\nx").identKey())
                .isNotEqualTo(key);
        assertThat(Eml.parse("Subject: a\n\njeden").identKey())
                .isNotEqualTo(Eml.parse("Subject: a\n\ndwa").identKey());
    }

    private static String content(AttachmentPart part) {
        AttachmentPart.Content content = part.content();
        return content == null ? "" : new String(content.bytes(), StandardCharsets.UTF_8);
    }
}

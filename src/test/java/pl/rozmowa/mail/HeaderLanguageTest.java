package pl.rozmowa.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What header fields say: words, addresses, dates, ids, parameters. */
class HeaderLanguageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "=?UTF-8?Q?Zam=C3=B3wienie_p=C5=82ytek?= | Zamówienie płytek",
                "=?utf-8?b?WmFtw7N3aWVuaWU=?= | Zamówienie",
                "=?ISO-8859-2?Q?p=B3ytki_=B1?= | płytki ą",
                "=?windows-1250?Q?ksi=B9=BFka?= | książka",
                "=?utf-8?Q?=C5?= =?utf-8?Q?=82=C3=B3d=C5=BA?= | łódź",
                "=?UTF-8?B?xYLDs2Q=?= =?UTF-8?B?xbo=?= | łódź",
                "=?utf-8?Q?a?=   =?utf-8?Q?b?= | ab",
                "=?utf-8?Q?a?= i =?utf-8?Q?b?= | a i b",
                "=?utf-8*pl?Q?kamie=C5=84?= | kamień",
                "=?UTF-8?Q?Oferta nr 7?= | Oferta nr 7",
                "=?UTF-8?Q?Oferta=20bez=20ko=C5=84ca | Oferta bez końca",
                "=?x-nieznany?Q?abc?= | abc",
                "=?utf-8?Q?=3D=3Futf-8=3FQ=3F=C5=82=3F=3D?= | ł",
                "Cena =? nie wiem | Cena =? nie wiem",
                "=?iso-8859-1?Q?=C5=82ata?= | łata",
                "=?utf-8?X?abc?= | =?utf-8?X?abc?=",
            })
    void encoded_words_are_read_however_they_are_written(String written, String read) {
        assertThat(EncodedWords.decode(written)).isEqualTo(read);
    }

    @Test
    void raw_bytes_in_a_header_are_read_in_the_charset_that_makes_words_of_them() {
        for (String charset : List.of("UTF-8", "ISO-8859-2", "windows-1250", "IBM852")) {
            byte[] source = Eml.bytes("Subject: Zażółć gęślą jaźń, Łódź\n\n", charset);
            assertThat(Eml.parse(source).subject())
                    .as(charset)
                    .isEqualTo("Zażółć gęślą jaźń, Łódź");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hanna@debowa.test | <hanna@debowa.test>",
                "Hanna Wrzos <hanna@debowa.test> | Hanna Wrzos<hanna@debowa.test>",
                "\"Wrzos, Hanna\" <hanna@debowa.test> | Wrzos, Hanna<hanna@debowa.test>",
                "Wrzos, Hanna <hanna@debowa.test> | Wrzos, Hanna<hanna@debowa.test>",
                "hanna@debowa.test (Hanna Wrzos) | Hanna Wrzos<hanna@debowa.test>",
                "=?UTF-8?Q?=C5=BBaneta_Go=C5=82=C4=85b?= <zaneta@studiolaka.example> | Żaneta Gołąb<zaneta@studiolaka.example>",
                "\"=?UTF-8?Q?Iwo_=C4=86wik?=\" <iwo@studiolaka.example> | Iwo Ćwik<iwo@studiolaka.example>",
                "=?UTF-8?Q?Iwo_=3Ciwo=40studiolaka.example=3E?= | Iwo<iwo@studiolaka.example>",
                "<iwo@studiolaka.example | <iwo@studiolaka.example>",
                "Iwo <<iwo@studiolaka.example>> | Iwo<iwo@studiolaka.example>",
                "Biuro: hanna@debowa.test, tymon@debowa.test; | <hanna@debowa.test> <tymon@debowa.test>",
                "undisclosed-recipients:; | ``",
                "Undisclosed recipients | ``",
                "a@x.test; b@x.test | <a@x.test> <b@x.test>",
                "<@relay.test,@dwa.test:iwo@studiolaka.example> | <iwo@studiolaka.example>",
                "\"iwo@studiolaka.example\" <iwo@studiolaka.example> | <iwo@studiolaka.example>",
                "'Iwo Ćwik' <iwo@studiolaka.example> | Iwo Ćwik<iwo@studiolaka.example>",
                "Iwo \"Łąka\" Ćwik <iwo@studiolaka.example> | Iwo Łąka Ćwik<iwo@studiolaka.example>",
                "\"Iwo <iwo@studiolaka.example> | Iwo<iwo@studiolaka.example>",
                "mailto:iwo@studiolaka.example | <iwo@studiolaka.example>",
                "iwo@studiolaka.example Iwo | Iwo<iwo@studiolaka.example>",
                "<studiolaka.example iwo@studiolaka.example> | <iwo@studiolaka.example>",
                "\"iwo cwik\"@studiolaka.example | <\"iwo cwik\"@studiolaka.example>",
                "MAILER-DAEMON | <MAILER-DAEMON>",
                ", , a@x.test,, | <a@x.test>",
                "(komentarz (w komentarzu)) a@x.test | komentarz (w komentarzu)<a@x.test>",
            })
    void addresses_are_read_leniently(String written, String read) {
        String found =
                EmailAddress.parseList(written).stream()
                        .map(address -> address.name() + '<' + address.address() + '>')
                        .collect(Collectors.joining(" "));
        assertThat(found).isEqualTo(read);
    }

    @Test
    void a_name_cannot_turn_the_reading_direction_or_hide_characters() {
        EmailAddress address =
                EmailAddress.parseList("\"Bank\u202egpj\u0000 \u0007x\" <a@x.test>").getFirst();
        assertThat(address.name()).isEqualTo("Bankgpj  x");
    }

    @Test
    void two_spellings_of_an_address_have_one_key() {
        assertThat(EmailAddress.of("Biuro@Dębowa.TEST").key())
                .isEqualTo(EmailAddress.of("biuro@xn--dbowa-j0a.test").key());
        assertThat(EmailAddress.of("I@X.TEST").key()).isEqualTo("i@x.test");
        assertThat(EmailAddress.of("bez-malpy").key()).isEqualTo("bez-malpy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Tue, 03 Nov 2026 10:05:00 +0100 | 2026-11-03T09:05:00Z",
                "3 Nov 2026 10:05 +0100 | 2026-11-03T09:05:00Z",
                "Tue, 3 Nov 26 10:05:00 GMT | 2026-11-03T10:05:00Z",
                "Tue, 3 Nov 2026 10:05:00 (CET) | 2026-11-03T10:05:00Z",
                "Tue, 3 Nov 2026 10:05:00 CET | 2026-11-03T09:05:00Z",
                "Tue Nov  3 10:05:00 2026 | 2026-11-03T10:05:00Z",
                "2026-11-03 10:05:00 +0100 | 2026-11-03T09:05:00Z",
                "2026-11-03T10:05:00Z | 2026-11-03T10:05:00Z",
                "2026-11-03T10:05:00.123+01:00 | 2026-11-03T09:05:00Z",
                "wt., 3 lis 2026 10:05:00 +0100 | 2026-11-03T09:05:00Z",
                "Di, 3 Okt 2026 10:05:00 +0200 | 2026-10-03T08:05:00Z",
                "mar, 3 nov 2026 10:05:00 +0100 | 2026-11-03T09:05:00Z",
                "03.11.2026 10:05 | 2026-11-03T10:05:00Z",
                "Tue, 3 Nov 2026 10:05 PM +0000 | 2026-11-03T22:05:00Z",
                "Tue, 3 Nov 2026 24:00:00 +0000 | 2026-11-04T00:00:00Z",
                "Tue, 3 Nov 2026 10:05:61 +0000 | 2026-11-03T10:05:59Z",
                "Thu, 22 Aug 0102 12:07:35 +0800 | 2002-08-22T04:07:35Z",
                "Thu, 01 Jan 1970 00:00:00 +0000 | 1970-01-01T00:00:00Z",
                "Tue, 3 Nov 2126 10:05:00 UTC+2 | 2126-11-03T08:05:00Z",
            })
    void dates_are_read_leniently(String written, Instant read) {
        assertThat(MailDate.parse(written)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({
        "jutro",
        "31 Feb 2026 10:00",
        "{date}",
        "Tue, 3 Nov 292278 10:05:00 +0000",
        "::::",
        "+ - , ("
    })
    void what_is_no_date_is_none(String written) {
        assertThat(MailDate.parse(written)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a@x.test> | a@x.test",
                "<<a@x.test>> | a@x.test",
                "a@x.test | a@x.test",
                "< a@x.test > | a@x.test",
                "<a@x.test><b@x.test> | a@x.test b@x.test",
                "<a@x.test> <a@x.test> | a@x.test",
                "<a@x.test>, \"Iwo\" <b@x.test>; c@x.test | a@x.test b@x.test c@x.test",
                "<bez-malpy> | bez-malpy",
                "Your message of Monday | ''",
                "<niedokonczony@x.test | niedokonczony@x.test",
                "<> | ''",
            })
    void message_ids_are_taken_out_of_anything(String written, String read) {
        assertThat(
                        MessageId.listOf(written).stream()
                                .map(MessageId::value)
                                .collect(Collectors.joining(" ")))
                .isEqualTo(read.replace("''", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "attachment; filename=\"oferta.pdf\" | oferta.pdf",
                "attachment; filename=oferta na płytki.pdf | oferta na płytki.pdf",
                "attachment; filename*=UTF-8''Zam%C3%B3wienie.pdf | Zamówienie.pdf",
                "attachment; filename*=iso-8859-2'pl'p%B3ytki.pdf | płytki.pdf",
                "attachment; filename*1*=%82%C3%B3d%C5%BA.pdf; filename*0*=UTF-8''%C5 | łódź.pdf",
                "attachment; filename*0=\"dlugi-\"; filename*1=\"plik.pdf\" | dlugi-plik.pdf",
                "attachment; filename*0*=UTF-8''d%C5%82ugi; filename*1=\" plik.pdf\" | długi plik.pdf",
                "attachment; filename=\"=?UTF-8?Q?Za=C5=82=C4=85cznik.pdf?=\" | Załącznik.pdf",
                "attachment; filename=\"=?UTF-8?B?WmHFgg==?= =?UTF-8?B?xIVjem5pay5wZGY=?=\" | Załącznik.pdf",
                "attachment; filename=UTF-8''Za%C5%82.pdf | Zał.pdf",
                "attachment; filename=\"C:\\Dokumenty\\umowa.doc\" | umowa.doc",
                "attachment; filename=\"../../etc/passwd\" | passwd",
                "attachment; filename=\"faktura\u202efdp.exe\" | fakturafdp.exe",
                "attachment; filename=\"a;b.pdf\"; size=3 | a;b.pdf",
                "attachment; filename=\"cennik \\\"nowy\\\".pdf\" | cennik _nowy_.pdf",
                "attachment; filename=\"bez-konca.pdf | bez-konca.pdf",
                "attachment; FileName = oferta.pdf ; x | oferta.pdf",
                "attachment; filename=.htaccess | htaccess",
                "attachment; filename=\"prawo.pdf. . .\" | prawo.pdf",
                "attachment; filename=oferta.pdf; filename*=UTF-8''Oferta%20prawdziwa.pdf | Oferta prawdziwa.pdf",
            })
    void attachments_carry_their_true_names(String disposition, String name) {
        assertThat(
                        FileName.of(
                                MimeParameters.parse(disposition).get("filename"),
                                "application/pdf",
                                "2"))
                .isEqualTo(name);
    }

    @Test
    void a_part_without_a_name_is_called_after_its_type_and_place() {
        assertThat(FileName.of("", "application/pdf", "1.2")).isEqualTo("attachment-1.2.pdf");
        assertThat(FileName.of("///", "image/png", "2/1")).isEqualTo("image-2.1.png");
        assertThat(FileName.of("x".repeat(5_000) + ".pdf", "application/pdf", "1"))
                .hasSizeLessThan(200)
                .endsWith(".pdf");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Re: Oferta | Oferta | true | false",
                "RE: Odp.: Odp: Oferta | Oferta | true | false",
                "Odp.:Oferta | Oferta | true | false",
                "PD: Oferta | Oferta | false | true",
                "Fwd: Re: Oferta | Oferta | true | true",
                "SV: AW: WG: TR: RIF: Oferta | Oferta | true | true",
                "Re[2]: Oferta | Oferta | true | false",
                "Re (3): Oferta | Oferta | true | false",
                "Re : Oferta | Oferta | true | false",
                "[rada] Re: [rada] Oferta | Oferta | true | false",
                "[#1234] Oferta | [#1234] Oferta | false | false",
                "[pilne] | [pilne] | false | false",
                "[Fwd: Oferta] | Oferta | false | true",
                "Oferta (fwd) | Oferta | false | true",
                "Oferta:  płytki \u00a0 60x60 | Oferta: płytki 60x60 | false | false",
                "Regały: cennik | Regały: cennik | false | false",
                "ODPOWIEDŹ: Oferta | Oferta | true | false",
                "Re: | `` | true | false",
                "I: Oferta | Oferta | false | true",
            })
    void a_subject_is_freed_of_what_replies_put_before_it(
            String subject, String base, boolean reply, boolean forward) {
        assertThat(BaseSubject.of(subject)).isEqualTo(new BaseSubject(base, reply, forward));
    }

    @Test
    void header_blocks_without_sense_are_read_as_far_as_possible() {
        ParsedEmail email =
                Eml.parse(
                        """
                        From someone@x.test Tue Nov  3 10:00:00 2026
                        Subject : Oferta
                        bez wciecia
                        From: Iwo <iwo@studiolaka.example>
                        To: hanna@debowa.test
                        To: tymon@debowa.test
                        \t , lidia@debowa.test
                        Message-ID: <<podwojny@x.test>>
                        Date: Thu, 01 Jan 1970 00:00:00 +0000

                        treść
                        """);
        assertThat(email.subject()).isEqualTo("Oferta bez wciecia");
        assertThat(email.to()).hasSize(3);
        assertThat(email.messageId()).isEqualTo(new MessageId("podwojny@x.test"));
        assertThat(email.defects())
                .contains(
                        Defect.BAD_HEADER,
                        Defect.DUPLICATE_HEADER,
                        Defect.BAD_MESSAGE_ID,
                        Defect.ODD_DATE);
        assertThat(email.text()).isEqualTo("treść\n");
    }

    @Test
    void of_many_references_the_first_and_last_49_are_kept() {
        StringBuilder references = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            references.append(" <").append(i).append("@x.test>\n");
        }
        ParsedEmail email =
                Eml.parse(
                        "References:" + references + "In-Reply-To: <299@x.test> <inny@x.test>\n\n");
        assertThat(email.references())
                .hasSize(98)
                .contains(
                        new MessageId("0@x.test"),
                        new MessageId("48@x.test"),
                        new MessageId("251@x.test"));
        assertThat(email.ancestors()).hasSize(99).endsWith(new MessageId("inny@x.test"));
    }

    @Test
    void only_carriage_returns_leading_nuls_and_a_byte_order_mark_do_no_harm() {
        assertThat(
                        Eml.parse(
                                        "From: a@x.test\rSubject: mac\r\rtekst"
                                                .getBytes(StandardCharsets.UTF_8))
                                .subject())
                .isEqualTo("mac");
        assertThat(
                        Eml.parse(
                                        "\0\0\r\n\nSubject: nul\n\ntekst"
                                                .getBytes(StandardCharsets.UTF_8))
                                .subject())
                .isEqualTo("nul");
        assertThat(
                        Eml.parse("\ufeffSubject: bom\n\ntekst".getBytes(StandardCharsets.UTF_8))
                                .subject())
                .isEqualTo("bom");
        assertThat(Eml.parse(" Subject: wciety\n\ntekst").subject()).isEqualTo("wciety");
        assertThat(Eml.parse(new byte[0]).defects()).contains(Defect.EMPTY);
    }
}

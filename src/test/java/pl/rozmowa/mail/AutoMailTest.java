package pl.rozmowa.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who becomes a contact hangs on this: mail that nobody wrote by hand is told from mail of people. */
class AutoMailTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "person",
            value = {
                "From: kamil@brzask.example | person",
                "From: kamil@brzask.example;Subject: Re: Oferta;Auto-Submitted: no | person",
                "From: kamil@brzask.example;X-Auto-Response-Suppress: All | person",
                "From: bounty@brzask.example | person",
                "From: kamil@brzask.example;List-Id: <rada.brzask.example> | LIST",
                "From: kamil@brzask.example;Precedence: bulk | LIST",
                "From: oferta@brzask.example;List-Unsubscribe: <mailto:x@brzask.example> | LIST",
                "From: no-reply@brzask.example | NO_REPLY",
                "From: sklep.noreply@brzask.example | NO_REPLY",
                "From: Nie_Odpowiadaj@brzask.example | NO_REPLY",
                "From: powiadomienia@brzask.example | NO_REPLY",
                "From: sklep@brzask.example;Auto-Submitted: auto-generated | NO_REPLY",
                "From: kamil@brzask.example;Auto-Submitted: auto-replied (vacation) | AUTO_REPLY",
                "From: kamil@brzask.example;X-Autoreply: yes | AUTO_REPLY",
                "From: kamil@brzask.example;Precedence: auto_reply | AUTO_REPLY",
                "From: kamil@brzask.example;Subject: Automatic reply: Oferta | AUTO_REPLY",
                "From: kamil@brzask.example;Subject: Odpowiedź automatyczna: Oferta | AUTO_REPLY",
                "From: MAILER-DAEMON@mx.debowa.test | BOUNCE",
                "From: postmaster@brzask.example;Return-Path: <> | BOUNCE",
                "From: postmaster@brzask.example | NO_REPLY",
                "From: x@brzask.example;X-Failed-Recipients: nie@ma.example | BOUNCE",
                "From: kamil@brzask.example;Content-Type: multipart/report-report-type=disposition-notification | AUTO_REPLY",
            })
    void the_kind_of_sender_is_told_by_the_header(String fields, AutoKind kind) {
        String header =
                fields.replace(";", "\n").replace("report-report", "report; report") + "\n\n";
        assertThat(Eml.parse(header).autoKind()).isEqualTo(kind);
    }
}

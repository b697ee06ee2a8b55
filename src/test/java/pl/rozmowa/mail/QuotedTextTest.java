package pl.rozmowa.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** History is found in every style that mail programs write, and own words are never taken for it. */
class QuotedTextTest {

    private static final String OWN = "Dzień dobry,\n\nbiorę 40 m2, proszę o fakturę.\n\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Mon, 2 Nov 2026 at 09:00, Hanna Wrzos <hanna@debowa.test> wrote:\n\n> Proponuję\n> 80 zł\n",
                "On Mon, 2 Nov 2026 at 09:00, Hanna Wrzos\n<hanna@debowa.test> wrote:\n> Proponuję\n",
                "On 2 Nov 2026, at 09:00, Hanna Wrzos <hanna@debowa.test> wrote:\n\nProponuję\n",
                "pon., 2 lis 2026 o 09:00 Hanna Wrzos <hanna@debowa.test> napisał(a):\n\n> Proponuję\n",
                "W dniu 2.11.2026 o 09:00, Hanna Wrzos pisze:\n> Proponuję\n>\n> Hanna\n",
                "W dniu 2026-11-02 09:00:00 użytkownik Hanna Wrzos <hanna@debowa.test> napisał:\n> Proponuję\n",
                "W dniu poniedziałek, 2 listopada 2026 09:00:00 CET użytkownik Hanna Wrzos\n<hanna@debowa.test> napisał:\n\nProponuję\n",
                "Dnia 2 listopada 2026 09:00 Hanna Wrzos <hanna@debowa.test> napisał(a):\n\nProponuję\n",
                "Dnia 2026-11-02, o godz. 09:00:00\nHanna Wrzos <hanna@debowa.test> napisał(a):\n\n> Proponuję\n",
                "Wiadomość napisana przez Hanna Wrzos <hanna@debowa.test> w dniu 2 lis 2026, o godz. 09:00:\n\n> Proponuję\n",
                "Użytkownik Hanna Wrzos <hanna@debowa.test> napisał:\n> Proponuję\n",
                "Am 02.11.2026 um 09:00 schrieb Hanna Wrzos <hanna@debowa.test>:\n> Proponuję\n",
                "Le 2 nov. 2026 à 09:00, Hanna Wrzos <hanna@debowa.test> a écrit :\n\n> Proponuję\n",
                "Den 2. nov. 2026 kl. 09.00 skrev Hanna Wrzos <hanna@debowa.test>:\n\n> Proponuję\n",
                "-----Original Message-----\nFrom: Hanna Wrzos\nSent: Monday\nProponuję\n",
                "-----Wiadomość oryginalna-----\nOd: Hanna\nProponuję\n",
                "-------- Oryginalna wiadomość --------\nProponuję\n",
                "-----Ursprüngliche Nachricht-----\nVon: Hanna\nProponuję\n",
                "Od: Hanna Wrzos <hanna@debowa.test>\nWysłano: poniedziałek, 2 listopada 2026 09:00\nDo: Kamil Ślaz\nTemat: Oferta\n\nProponuję\n",
                "________________________________\nOd: Hanna Wrzos\nWysłane: poniedziałek, 2 listopada 2026 09:00\nDo: Kamil\nTemat: Oferta\n\nProponuję\n",
                "*From:* Hanna Wrzos <hanna@debowa.test>\n*Sent:* Monday, 2 November 2026 09:00\n*To:* Kamil\n*Subject:* Oferta\n\nProponuję\n",
                "Von: Hanna Wrzos\nGesendet: Montag, 2. November 2026 09:00\nAn: Kamil\nBetreff: Oferta\n\nProponuję\n",
                "Od: \"Hanna Wrzos\" <hanna@debowa.test>\nDo: \"Kamil\" <kamil@brzask.example>;\nWysłane: 9:00 Poniedziałek 2026-11-02\nTemat: Oferta\n\nProponuję\n",
                "> Proponuję\n> 80 zł\n",
                "> Proponuję\n> 80 zł\n\n-- \nKamil Ślaz\n",
            })
    void history_is_folded_where_it_begins(String history) {
        assertThat(QuotedText.foldPoint(OWN + history)).isEqualTo(OWN.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Sama treść.\nW kilku wierszach.\n",
                "> Proponuję 80 zł\nBiorę.\n> A termin?\nPiątek.\n",
                "W dniu 2.11.2026 o 09:00, Hanna Wrzos pisze:\n> Proponuję 80 zł\n\nBiorę.\n",
                "> Sam cytat\n> bez słowa\n",
                "Od: Hanna\nWysłano: poniedziałek\nDo: Kamil\nTemat: Oferta\n\nPrzekazane bez słowa.\n",
                "Od jutra zmieniamy ceny.\nDo: piątku można zamawiać po starych.\n",
                "Pisze:\nże będzie później.\n",
                "Hanna napisała:\nbierzemy wszystko.\n",
                "----- Regulamin 2026 -----\n1. Zwroty\n",
            })
    void own_words_are_never_folded(String text) {
        assertThat(QuotedText.foldPoint(text)).isEqualTo(text.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div dir=ltr>Biorę 40 m2</div><br><div class=\"gmail_quote\"><div class=gmail_attr>pon., 2 lis 2026 o 09:00 Hanna napisał(a):<br></div><blockquote class=gmail_quote>Proponuję</blockquote></div>",
                "<p class=MsoNormal>Biorę 40 m2<o:p></o:p></p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal><b>Od:</b> Hanna Wrzos<br><b>Wysłano:</b> poniedziałek, 2 listopada 2026<br><b>Do:</b> Kamil<br><b>Temat:</b> Oferta</p></div><p>Proponuję</p>",
                "<div>Biorę 40 m2</div><div id=appendonsend></div><hr><div id=divRplyFwdMsg><font><b>From:</b> Hanna<br><b>Sent:</b> Monday</font></div><div>Proponuję</div>",
                "<p>Biorę 40 m2</p><div class=moz-cite-prefix>W dniu 2.11.2026 o 09:00, Hanna pisze:<br></div><blockquote type=cite cite=mid:1><p>Proponuję</p></blockquote>",
                "<div>Biorę 40 m2</div><div><br><blockquote type=cite><div>Wiadomość napisana przez Hanna w dniu 2 lis 2026, o godz. 09:00:</div><br><div>Proponuję</div></blockquote></div>",
                "<div>Biorę 40 m2</div><div class=yahoo_quoted><div>W dniu 2.11 Hanna napisał:</div><div>Proponuję</div></div>",
                "<p>Biorę 40 m2</p><div class=\"protonmail_quote\">On Monday, Hanna wrote:<blockquote>Proponuję</blockquote></div>",
                "<div>Biorę 40 m2</div><p id=reply-intro>On 2026-11-02 09:00, Hanna wrote:</p><blockquote type=cite>Proponuję</blockquote>",
                "<div>Biorę 40 m2</div><div>Dnia 2 listopada 2026 09:00 Hanna &lt;hanna@debowa.test&gt; napisał(a):</div><blockquote>Proponuję</blockquote>",
                "<div>Biorę 40 m2</div><hr id=zwchr data-marker=__DIVIDER__><div><b>From: </b>Hanna</div><div>Proponuję</div>",
                "<div>Biorę 40 m2</div><div><div>-----Original Message-----</div><div>From: Hanna</div></div><div>Proponuję</div>",
            })
    void history_in_html_is_found_by_marks_and_words(String html) {
        PlainText read = PlainText.read(html);
        assertThat(read.text().substring(0, read.ownLength()).strip()).isEqualTo("Biorę 40 m2");
        assertThat(read.text().substring(read.ownLength())).contains("Proponuję");
        SafeHtml safe = SafeHtml.clean(html, ImagePolicy.NONE);
        assertThat(safe.folded()).isTrue();
        assertThat(safe.html())
                .containsOnlyOnce("<details class=\"quoted\"><summary>•••</summary>");
        assertThat(safe.html().indexOf("Biorę")).isLessThan(safe.html().indexOf("<details"));
        assertThat(safe.html().indexOf("Proponuję")).isGreaterThan(safe.html().indexOf("<details"));
    }

    @Test
    void a_forwarded_message_is_not_history() {
        String html =
                "<div>Zobacz</div><div class=gmail_quote><div class=gmail_attr>---------- Forwarded message ---------<br>Od: Kamil</div>Biorę</div>";
        assertThat(SafeHtml.clean(html, ImagePolicy.NONE).folded()).isFalse();
    }

    @Test
    void an_answer_below_the_quote_stays_in_sight() {
        String html = "<blockquote type=cite>Proponuję</blockquote><p>Biorę</p>";
        assertThat(SafeHtml.clean(html, ImagePolicy.NONE).folded()).isFalse();
        assertThat(PlainText.read(html).ownLength()).isEqualTo(PlainText.of(html).length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dzień dobry,\n\nproszę o próbki.\n\nPozdrawiam\nKamil",
                "Dzień dobry Pani Hanno,\nproszę o próbki.\n--\nKamil",
                "Szanowni Państwo!\nproszę o próbki.\nZ poważaniem\nKamil Ślaz",
                "Dzień dobry, proszę o próbki.\n\nWysłane z iPhone'a",
                "Cześć Hania,\n\nproszę o próbki.\n\nW dniu 2.11.2026 o 09:00, Hanna pisze:\n> Kiedy?\n",
                "Hi Hanna,\nproszę o próbki.\nBest regards,\nImogen",
                "W dniu 2.11.2026 o 09:00, Hanna pisze:\n> Co wysłać?\n\nDzień dobry,\nproszę o próbki.\nPozdrawiam\n",
                "On Mon, 2 Nov 2026, Hanna Wrzos\n<hanna@debowa.test> wrote:\n\n> What?\nproszę o próbki.",
                "Witam\n\n\u200b\u00adproszę o  próbki.\n____\nStopka",
                "[cid:logo.png]\nDzień dobry.\n proszę o próbki. <https://brzask.example/x>\nKind regards\nRufus",
            })
    void a_snippet_says_what_the_writer_says(String text) {
        assertThat(Snippet.of(text).replace(" Stopka", "")).isEqualTo("proszę o próbki.");
    }

    @Test
    void a_snippet_is_short_and_never_empty_without_need() {
        assertThat(Snippet.of("Dzień dobry")).isEqualTo("Dzień dobry");
        assertThat(Snippet.of("> sam cytat")).isEqualTo("> sam cytat");
        assertThat(Snippet.of("")).isEmpty();
        assertThat(Snippet.of("słowo ".repeat(100)))
                .hasSizeLessThanOrEqualTo(Snippet.LONGEST)
                .endsWith("…");
        assertThat(Snippet.of("😀".repeat(200)))
                .doesNotContain("?")
                .hasSizeLessThanOrEqualTo(Snippet.LONGEST);
        assertThat(Snippet.of("Hiszpańskie płytki już są."))
                .isEqualTo("Hiszpańskie płytki już są.");
    }

    @Test
    void html_becomes_lines() {
        assertThat(
                        PlainText.of(
                                "<h1>Oferta</h1><p>Płytki&nbsp;60&times;60</p><ul><li>biała<li>czarna</ul>a<br>b<table><tr><td>1<td>2<tr><td>3</table><script>x</script><p style='display: none'>ukryte"))
                .isEqualTo("Oferta\n\nPłytki 60×60\n\n- biała\n- czarna\n\na\nb\n\n1 2\n3");
        assertThat(PlainText.of("<pre>a\n  b</pre>")).isEqualTo("a\nb");
        assertThat(PlainText.of("")).isEmpty();
    }
}

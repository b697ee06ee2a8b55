package pl.rozmowa.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes become the words that were meant, whatever their label says. */
class CharsetsTest {

    private static final String POLISH =
            "Dzień dobry, wysyłam próbkę: żółta płytka, książka wzorów, źródło światła.";

    @ParameterizedTest
    @CsvSource({
        "UTF-8, utf-8",
        "UTF-8, UTF8",
        "UTF-8, iso-8859-2",
        "UTF-8, windows-1250",
        "UTF-8, us-ascii",
        "UTF-8, x-nieznany",
        "UTF-8, ''",
        "ISO-8859-2, iso-8859-2",
        "ISO-8859-2, latin2",
        "ISO-8859-2, iso-8859-1",
        "ISO-8859-2, windows-1250",
        "ISO-8859-2, windows-1252",
        "ISO-8859-2, utf-8",
        "ISO-8859-2, us-ascii",
        "ISO-8859-2, ''",
        "windows-1250, windows-1250",
        "windows-1250, cp-1250",
        "windows-1250, iso-8859-2",
        "windows-1250, iso-8859-1",
        "windows-1250, utf-8",
        "windows-1250, ''",
        "IBM852, cp852",
        "IBM852, ''",
        "UTF-16, utf-16",
    })
    void polish_is_read_in_any_charset_under_any_label(String charset, String label) {
        Set<Defect> defects = EnumSet.noneOf(Defect.class);
        assertThat(Charsets.decode(POLISH.getBytes(Charset.forName(charset)), label, defects))
                .isEqualTo(POLISH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "windows-1252 | iso-8859-1 | Déjà vu à la crème brûlée, « fête »",
                "windows-1252 | windows-1252 | Grüße aus Köln, schöne Straße – 100 €",
                "windows-1252 | iso-8859-1 | 25 °C ± 2, ½ m², ¿qué tal?",
                "ISO-8859-2 | iso-8859-2 | Příliš žluťoučký kůň úpěl ďábelské ódy",
                "windows-1250 | windows-1250 | Příliš žluťoučký kůň úpěl ďábelské ódy",
                "windows-1251 | windows-1251 | Добрый день, счёт во вложении",
                "KOI8-R | koi8-r | Добрый день, счёт во вложении",
                "GB18030 | gb2312 | 你好，发票在附件中",
                "ISO-2022-JP | iso-2022-jp | こんにちは",
                "windows-31j | shift_jis | こんにちは、世界",
            })
    void other_languages_rightly_labelled_are_left_alone(
            String charset, String label, String text) {
        Set<Defect> defects = EnumSet.noneOf(Defect.class);
        assertThat(Charsets.decode(text.getBytes(Charset.forName(charset)), label, defects))
                .isEqualTo(text);
        assertThat(defects).isEmpty();
    }

    @Test
    void an_ogonek_is_not_taken_for_a_caron() {
        byte[] bytes =
                "Płytki będą w środę".replace("ś", "s").getBytes(Charset.forName("windows-1250"));
        assertThat(Charsets.decode(bytes, "iso-8859-2", EnumSet.noneOf(Defect.class)))
                .isEqualTo("Płytki będą w srodę");
    }

    @Test
    void utf_7_is_read_where_it_is_declared() {
        byte[] bytes = "Za+AXwA8wFCAQc-".getBytes(StandardCharsets.US_ASCII);
        assertThat(Charsets.decode(bytes, "utf-7", EnumSet.noneOf(Defect.class)))
                .isEqualTo("Zażółć");
    }

    @Test
    void a_few_foreign_bytes_do_not_spoil_the_rest_of_utf_8() {
        byte[] bytes = (POLISH + "\u0000").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 1] = (byte) 0xc5;
        Set<Defect> defects = EnumSet.noneOf(Defect.class);
        assertThat(Charsets.decode(bytes, "utf-8", defects)).startsWith(POLISH);
        assertThat(defects).containsExactly(Defect.WRONG_CHARSET);
    }

    @Test
    void nul_never_reaches_the_text() {
        Set<Defect> defects = EnumSet.noneOf(Defect.class);
        assertThat(Charsets.decode(new byte[] {'a', 0, 'b'}, "utf-8", defects)).isEqualTo("ab");
        assertThat(defects).containsExactly(Defect.NUL_IN_TEXT);
    }

    @Test
    void transfer_encodings_are_undone_whatever_is_wrong_with_them() {
        assertThat(decoded("UGx5dGtp", "base64")).isEqualTo("Plytki");
        assertThat(decoded("UGx5\r\ndG t!p", "Base64")).isEqualTo("Plytki");
        assertThat(decoded("UGx5dGs=aWk=", "base64")).isEqualTo("Plytkii");
        assertThat(decoded("UGx5dGtpL", "base64")).isEqualTo("Plytki");
        assertThat(decoded("p=C5=82ytki=\r\n i kafle =\n100%", "quoted-printable"))
                .isEqualTo("płytki i kafle 100%");
        assertThat(decoded("a=XXb=", "quoted-printable")).isEqualTo("a=XXb");
        assertThat(decoded("zwykły", "8bit; x")).isEqualTo("zwykły");
        assertThat(decoded("zwykły", "wymyślone")).isEqualTo("zwykły");
        assertThat(decoded("begin 644 a.txt\n&4&QY=&MI\n`\nend\n", "x-uuencode"))
                .isEqualTo("Plytki");
    }

    private static String decoded(String encoded, String name) {
        byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
        return new String(
                TransferEncoding.decode(bytes, name, EnumSet.noneOf(Defect.class)),
                StandardCharsets.UTF_8);
    }
}

package pl.rozmowa.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever anybody types, exactly one command is said, and it says exactly that. */
class ImapCommandTest {

    private static final String NASTY = "ab \"\\{}()*%]~&+,-/ąłżé€𝄞\u0001\u007F\r\n\0";

    @Test
    void anyStringGivesExactlyOneCommandOrNone() throws Exception {
        Random random = new Random(7);
        int said = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = randomText(random);
            if (text.chars().anyMatch(c -> c == 0 || c == '\r' || c == '\n')) {
                assertThatThrownBy(() -> new ImapCommand("X ").string(text))
                        .isInstanceOf(UnsendableToken.class);
                continue;
            }
            said++;
            assertThat(readBack(new ImapCommand("X ").string(text).words(" end")))
                    .isEqualTo(
                            new String(
                                    text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        }
        assertThat(said).isGreaterThan(5000);
    }

    private static String randomText(Random random) {
        int length = random.nextInt(100) == 0 ? 1200 : random.nextInt(12);
        StringBuilder text = new StringBuilder();
        int codePoints = NASTY.codePointCount(0, NASTY.length());
        for (int i = 0; i < length; i++) {
            int which = random.nextInt(random.nextBoolean() ? codePoints : codePoints - 3);
            text.appendCodePoint(NASTY.codePointAt(NASTY.offsetByCodePoints(0, which)));
        }
        return text.toString();
    }

    /** Reads the command as a server would: tag, verb, one string, one word, and nothing after it. */
    private static String readBack(ImapCommand command) throws IOException, Malformed {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        command.encode("T1").forEach(bytes::writeBytes);
        byte[] all = bytes.toByteArray();
        ImapReader in = new ImapReader(new ByteArrayInputStream(all), ImapLimits.standard());
        in.nextLine();
        assertThat(in.upTo(' ')).isEqualTo("T1");
        assertThat(in.upTo(' ')).isEqualTo("X");
        byte[] string = in.atLiteral() ? in.literal((int) in.literalSize()) : in.quoted();
        in.skipSpaces();
        assertThat(in.atom()).isEqualTo("end");
        assertThat(in.atEnd()).isTrue();
        assertThat(in.pending()).isFalse();
        return new String(string, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a)", "\\", "é", "a\r\n", "a\"", "x]"})
    void whatIsNoAtomIsNotSaidAsOne(String atom) {
        assertThatThrownBy(() -> new ImapCommand("").atom(atom))
                .isInstanceOf(UnsendableToken.class);
        assertThatThrownBy(() -> new ImapCommand("").flags(List.of("\\" + atom)))
                .isInstanceOf(UnsendableToken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1]", "1 2", "HEADER.FIELDS (X", "\r\n", "é"})
    void whatIsNoSectionIsNotSaidAsOne(String section) {
        assertThatThrownBy(() -> new ImapCommand("").section(section))
                .isInstanceOf(UnsendableToken.class);
    }

    @Test
    void aFolderNameThatIsNoWireNameIsNotSaid() {
        assertThatThrownBy(() -> new ImapCommand("").mailbox("Wysłane"))
                .isInstanceOf(UnsendableToken.class);
        assertThatThrownBy(() -> new ImapCommand("").mailbox("a\0"))
                .isInstanceOf(UnsendableToken.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Wysłane, Wys&AUI-ane",
        "R&D, R&-D",
        "Zażółć gęślą jaźń, Za&AXwA8wFCAQc- g&ARkBWw-l&AQU- ja&AXoBRA-",
        "台北, '&U,BTFw-'",
        "𝄞, &2DTdHg-",
        "plain/INBOX, plain/INBOX"
    })
    void folderNamesGoThereAndBack(String name, String wire) {
        assertThat(FolderName.encode(name)).isEqualTo(wire);
        assertThat(FolderName.decode(wire)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&", "a&b", "&AUI", "&!!!-", "&A-", "a&-&b"})
    void brokenFolderNamesStayReadable(String wire) {
        assertThat(FolderName.decode(wire)).isEqualTo(wire.replace("&-", "&"));
    }
}

package pl.rozmowa.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartDecoderTest {

    private final Random random = new Random(5);

    @Test
    void base64_decodes_the_same_however_it_is_cut() throws IOException {
        for (int length = 0; length < 300; length++) {
            byte[] content = new byte[length];
            random.nextBytes(content);
            byte[] encoded = Base64.getMimeEncoder().encode(content);
            assertThat(written(encoded)).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QUJD=REVG",
                "QUI=QUI=\r\nQQ==QQ==",
                "QQ",
                "Q",
                "====",
                "QU-_",
                "Q*U!J\u0001D",
                " Q U J D ",
                "--\r\nQUJDREVG"
            })
    void broken_base64_gives_the_same_as_in_one_piece(String encoded) throws IOException {
        byte[] bytes = encoded.getBytes(US_ASCII);
        assertThat(written(bytes))
                .isEqualTo(TransferEncoding.base64(bytes, EnumSet.noneOf(Defect.class)));
    }

    @Test
    void what_is_not_encoded_passes_and_quoted_printable_is_left_to_reading() {
        OutputStream out = new ByteArrayOutputStream();
        assertThat(PartDecoder.decoding(out, "8bit")).contains(out);
        assertThat(PartDecoder.decoding(out, "Quoted-Printable ")).isEmpty();
    }

    /** In pieces of random lengths. */
    private byte[] written(byte[] encoded) throws IOException {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        OutputStream out = PartDecoder.decoding(decoded, " BASE64").orElseThrow();
        int at = 0;
        while (at < encoded.length) {
            int length = Math.min(encoded.length - at, random.nextInt(10));
            out.write(encoded, at, length);
            at += length;
        }
        return decoded.toByteArray();
    }
}

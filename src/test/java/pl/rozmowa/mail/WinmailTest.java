package pl.rozmowa.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What Outlook packs into winmail.dat is unpacked. */
class WinmailTest {

    @Test
    void body_and_attachments_come_out_of_a_winmail_dat() {
        ParsedEmail email = Eml.parse(mail(Eml.base64(winmail())));
        assertThat(email.text()).isEqualTo("Dzien dobry, w zalaczniku oferta.");
        assertThat(email.attachments())
                .singleElement()
                .satisfies(part -> {
                    assertThat(part.partPath()).isEqualTo("1/1");
                    assertThat(part.fileName()).isEqualTo("oferta.pdf");
                    assertThat(part.mediaType()).isEqualTo("application/pdf");
                    AttachmentPart.Content content = part.content();
                    assertThat(content == null ? new byte[0] : content.bytes())
                            .isEqualTo("%PDF".getBytes(StandardCharsets.US_ASCII));
                });
    }

    @Test
    void a_broken_one_stays_an_attachment() {
        ParsedEmail email = Eml.parse(mail(Eml.base64("to nie jest winmail")));
        assertThat(email.attachments())
                .extracting(AttachmentPart::fileName)
                .containsExactly("winmail.dat");
        assertThat(email.defects()).contains(Defect.BAD_WINMAIL);
    }

    @Test
    void the_words_of_rtf_are_found() {
        String rtf =
                "{\\rtf1\\ansi\\ansicpg1250{\\fonttbl{\\f0 Arial;}}{\\*\\generator X;}\\pard Za\\'bf\\'f3\\'b3\\'e6 \\u378?r\\'f3d\\'b3o\\par{\\b drugi} wiersz\\par}";
        assertThat(RtfText.of(rtf.getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("Zażółć źródło\ndrugi wiersz");
        assertThat(RtfText.of("{{{{\\".getBytes(StandardCharsets.US_ASCII))).isEmpty();
    }

    private static String mail(String base64) {
        return "From: a@x.test\nContent-Type: application/ms-tnef; name=\"winmail.dat\"\nContent-Transfer-Encoding: base64\n\n"
                + base64;
    }

    /** Signature, key, then attributes: level, id and type, length, data, checksum (MS-OXTNEF §2.1.3). */
    private static byte[] winmail() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(little(6).putInt(0x223E9F78).putShort((short) 1).array());
        attribute(
                out,
                1,
                0x0002800C,
                "Dzien dobry, w zalaczniku oferta.\0".getBytes(StandardCharsets.US_ASCII));
        attribute(out, 2, 0x00069002, new byte[14]);
        attribute(out, 2, 0x00018010, "oferta.pdf\0".getBytes(StandardCharsets.US_ASCII));
        attribute(out, 2, 0x0006800F, "%PDF".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static void attribute(ByteArrayOutputStream out, int level, int id, byte[] data) {
        int sum = 0;
        for (byte b : data) {
            sum += b & 0xff;
        }
        out.writeBytes(little(9).put((byte) level).putInt(id).putInt(data.length).array());
        out.writeBytes(data);
        out.writeBytes(little(2).putShort((short) sum).array());
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}

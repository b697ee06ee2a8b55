package pl.rozmowa.mail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes sources as they would come over the wire. */
final class Eml {

    private Eml() {}

    static byte[] bytes(String source) {
        return source.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] bytes(String source, String charset) {
        return source.replace("\n", "\r\n").getBytes(Charset.forName(charset));
    }

    static ParsedEmail parse(String source) {
        return MimeParser.parse(bytes(source), ParseLimits.STANDARD);
    }

    static ParsedEmail parse(byte[] source) {
        return MimeParser.parse(source, ParseLimits.STANDARD);
    }

    static String base64(byte[] content) {
        return Base64.getMimeEncoder().encodeToString(content);
    }

    static String base64(String content) {
        return base64(content.getBytes(StandardCharsets.UTF_8));
    }
}

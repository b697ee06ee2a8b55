package pl.rozmowa.mail;

import java.io.InputStream;
import java.util.Locale;
import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;

/** Undoes a Content-Transfer-Encoding (RFC 2045 §6) while reading; broken input gives what can be read of it. */
public final class PartDecoder {

    private PartDecoder() {}

    /** @param transferEncoding as the header or the BODYSTRUCTURE says it; anything unknown is read as it is */
    public static InputStream decoded(InputStream encoded, String transferEncoding) {
        return switch (transferEncoding.strip().toLowerCase(Locale.ROOT)) {
            case "base64" -> new Base64InputStream(encoded, false);
            case "quoted-printable" -> new QuotedPrintableInputStream(encoded, false);
            default -> encoded;
        };
    }
}

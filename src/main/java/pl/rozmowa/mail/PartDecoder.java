package pl.rozmowa.mail;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;

/** Undoes a Content-Transfer-Encoding (RFC 2045 §6) while reading; broken input gives what can be read of it. */
public final class PartDecoder {

    private PartDecoder() {}

    /**
     * Undoes it while writing.
     *
     * @return empty for an encoding that can only be undone while reading
     */
    public static Optional<OutputStream> decoding(OutputStream decoded, String transferEncoding) {
        return switch (transferEncoding.strip().toLowerCase(Locale.ROOT)) {
            case "base64" -> Optional.of(new Base64Output(decoded));
            case "quoted-printable" -> Optional.empty();
            default -> Optional.of(decoded);
        };
    }

    /** @param transferEncoding as the header or the BODYSTRUCTURE says it; anything unknown is read as it is */
    public static InputStream decoded(InputStream encoded, String transferEncoding) {
        return switch (transferEncoding.strip().toLowerCase(Locale.ROOT)) {
            case "base64" -> new Base64InputStream(encoded, false);
            case "quoted-printable" -> new QuotedPrintableInputStream(encoded, false);
            default -> encoded;
        };
    }
}

package pl.rozmowa.sync;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.mail.PartDecoder;
import pl.rozmowa.platform.BlobStore;

/** Streams one part of a message in the opened folder to a temporary file, whatever its size, and reads it decoded. */
final class PartOnServer {

    private static final Pattern TRANSFER_ENCODING =
            Pattern.compile(
                    "(?im)^content-transfer-encoding:[ \\t]*(?:\\r?\\n[ \\t]+)?([^\\s;(]+)");

    private PartOnServer() {}

    /** Does something with the decoded bytes. */
    interface Reader<T> {
        T read(InputStream decoded) throws IOException;
    }

    /**
     * @param blobs where the temporary file lies: what a kill leaves of it is swept there
     * @return empty when the server doesn't have the message or the part
     * @throws IOException trouble of the network as {@link pl.rozmowa.imap.ImapException}, anything else of the local disk
     */
    static <T> Optional<T> read(
            BlobStore blobs, ImapConnection connection, long uid, String partPath, Reader<T> reader)
            throws IOException {
        Path file = blobs.temporary();
        try {
            long size;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                size = connection.stream(uid, partPath, out);
            }
            if (size < 0) {
                return Optional.empty();
            }
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                return Optional.of(
                        reader.read(PartDecoder.decoded(in, encoding(connection, uid, partPath))));
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** A part's own MIME header (RFC 9051 §6.4.5); the only part of a message that is no multipart has the message's header. */
    private static String encoding(ImapConnection connection, long uid, String partPath)
            throws IOException {
        String own = encodingIn(header(connection, uid, partPath + ".MIME"));
        if (own == null && partPath.equals("1")) {
            own = encodingIn(header(connection, uid, "HEADER"));
        }
        return own == null ? "7bit" : own;
    }

    private static String header(ImapConnection connection, long uid, String section)
            throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        connection.stream(uid, section, header);
        return header.toString(StandardCharsets.ISO_8859_1);
    }

    static @Nullable String encodingIn(String header) {
        Matcher found = TRANSFER_ENCODING.matcher(header);
        return found.find() ? found.group(1).toLowerCase(Locale.ROOT) : null;
    }
}

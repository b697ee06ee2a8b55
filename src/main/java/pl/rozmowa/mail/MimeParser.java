package pl.rozmowa.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Reads e-mails. Never throws for what is in them: whatever is wrong becomes a {@link Defect}. */
public final class MimeParser {
    private MimeParser() {}

    public static ParsedEmail parse(byte[] source, ParseLimits limits) {
        return assemble(source, List.of(), List.of(), source.length, limits);
    }

    /**
     * @throws IOException only when the stream itself fails
     */
    public static ParsedEmail parse(InputStream source, ParseLimits limits) throws IOException {
        return parse(source.readAllBytes(), limits);
    }

    /**
     * The e-mail put together from what was fetched of it piece by piece.
     *
     * @param headerBlock the fields of the message, with or without the empty line
     * @param textParts in the order of the structure
     * @param otherParts everything that was not fetched
     * @param size of the whole source, as the server says
     */
    public static ParsedEmail assemble(
            byte[] headerBlock, List<PartSource> textParts, List<PartStub> otherParts, long size, ParseLimits limits) {
        throw new IllegalStateException("being written");
    }

    /** One attachment of a source that was stored whole, with its content; empty when there is no such part. */
    public static Optional<AttachmentPart> attachment(byte[] source, String partPath, ParseLimits limits) {
        return parse(source, limits).attachments().stream()
                .filter(part -> part.partPath().equals(partPath))
                .findFirst();
    }
}

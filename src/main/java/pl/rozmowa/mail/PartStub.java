package pl.rozmowa.mail;

import org.jspecify.annotations.Nullable;

/**
 * A part known only from the server's BODYSTRUCTURE.
 *
 * @param path as IMAP counts ({@code "1.2"})
 * @param fileName as it was sent, encoded in whatever way; null when there is none
 * @param size of the encoded bytes
 * @param transferEncoding from which the decoded size is estimated
 * @param contentId with or without angle brackets
 * @param disposition {@code inline}, {@code attachment} or null
 */
public record PartStub(
        String path,
        String mediaType,
        @Nullable String fileName,
        long size,
        String transferEncoding,
        @Nullable String contentId,
        @Nullable String disposition) {}

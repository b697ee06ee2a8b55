package pl.rozmowa.mail;

import org.jspecify.annotations.Nullable;

/**
 * A part of an e-mail that is no body text: a file, an inline image, a forwarded message.
 *
 * @param partPath its place, as IMAP counts ({@code "1.2"}, RFC 9051 §6.4.5); what was packed in a winmail.dat is {@code "2/1"}
 * @param fileName never empty, without folders, control or direction-changing characters
 * @param mediaType lower case, {@code type/subtype}
 * @param size decoded, in bytes; estimated when only the structure was fetched
 * @param contentId without angle brackets
 * @param inline meant to stand inside the HTML body
 * @param content decodes the bytes; null when they were not fetched
 */
public record AttachmentPart(
        String partPath,
        String fileName,
        String mediaType,
        long size,
        @Nullable String contentId,
        boolean inline,
        @Nullable Content content) {

    /** Decoding is put off until somebody asks. */
    @FunctionalInterface
    public interface Content {
        byte[] bytes();
    }
}

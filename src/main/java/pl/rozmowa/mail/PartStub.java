package pl.rozmowa.mail;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part known only from the server's BODYSTRUCTURE.
 *
 * @param path as IMAP counts ({@code "1.2"})
 * @param params of Content-Type, names in lower case, values as they were sent (encoded, in pieces)
 * @param size of the encoded bytes
 * @param transferEncoding from which the decoded size is estimated
 * @param contentId with or without angle brackets
 * @param disposition {@code inline}, {@code attachment} or null
 * @param dispositionParams of Content-Disposition, like {@code params}: the file name is found among both
 */
public record PartStub(
        String path,
        String mediaType,
        Map<String, String> params,
        long size,
        String transferEncoding,
        @Nullable String contentId,
        @Nullable String disposition,
        Map<String, String> dispositionParams) {}

package pl.rozmowa.mail;

import java.util.Map;

/**
 * A text part that was fetched by itself.
 *
 * @param path as IMAP counts ({@code "1.2"})
 * @param mediaType {@code text/plain}, {@code text/html}, {@code text/calendar} …
 * @param params of Content-Type, names in lower case, values as the server gave them
 * @param transferEncoding {@code base64}, {@code quoted-printable}, {@code 8bit} …
 * @param encoded the bytes as they lie in the source
 */
public record PartSource(
        String path,
        String mediaType,
        Map<String, String> params,
        String transferEncoding,
        byte[] encoded) {}

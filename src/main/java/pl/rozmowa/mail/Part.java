package pl.rozmowa.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tree of a message's body (RFC 2045 §2). */
sealed interface Part {

    /**
     * @param subtype {@code alternative}, {@code related}, {@code mixed} …
     */
    record Multi(String subtype, List<Part> children) implements Part {}

    /**
     * @param path as IMAP counts
     * @param type Content-Type with its parameters
     * @param disposition Content-Disposition with its parameters; its value may be empty
     * @param contentId without angle brackets; empty when there is none
     * @param encoded the bytes as they lie in the source; null when only the structure was fetched
     * @param size of the encoded bytes
     */
    record Leaf(
            String path,
            MimeParameters type,
            MimeParameters disposition,
            String transferEncoding,
            String contentId,
            byte @Nullable [] encoded,
            long size)
            implements Part {

        String mediaType() {
            String value = type.value();
            int slash = value.indexOf('/');
            if (value.isEmpty() || value.equals("text") || slash == 0) {
                return "text/plain";
            }
            if (slash < 0 || slash == value.length() - 1 || value.length() > 120) {
                return "application/octet-stream";
            }
            int end = slash;
            while (end < value.length() && value.charAt(end) > ' ' && value.charAt(end) != ',') {
                end++;
            }
            return value.substring(0, end);
        }

        /** As it was sent, decoded; empty when there is none. */
        String rawName() {
            String name = disposition.get("filename");
            return name.isBlank() ? type.get("name") : name;
        }

        boolean isAttachment() {
            return disposition.value().startsWith("attachment");
        }
    }
}

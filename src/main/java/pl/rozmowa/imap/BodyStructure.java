package pl.rozmowa.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One node of BODYSTRUCTURE (RFC 9051 §7.5.2). Texts are as the server gave them (encoded words and RFC 2231 not yet decoded; raw
 * 8-bit as UTF-8 where it is, else ISO-8859-1); type, subtype, encoding, disposition and parameter names are in lower case.
 *
 * @param path the number to fetch it by, such as {@code 1.2}; empty for a multipart root
 * @param size octets as they are encoded on the wire; some providers lie. -1 where not said
 * @param lines -1 where not said
 * @param children of a multipart, or the one body inside message/rfc822
 */
public record BodyStructure(
        String path,
        String type,
        String subtype,
        Map<String, String> parameters,
        @Nullable String contentId,
        @Nullable String description,
        String encoding,
        long size,
        long lines,
        @Nullable String disposition,
        Map<String, String> dispositionParameters,
        @Nullable String location,
        List<BodyStructure> children) {

    public boolean isMultipart() {
        return type.equals("multipart");
    }

    /** {@code text/plain} and the like. */
    public String mediaType() {
        return type + "/" + subtype;
    }

    /** Nodes without children, and whole attached messages (without what is inside them), in order. */
    public List<BodyStructure> leaves() {
        List<BodyStructure> found = new ArrayList<>();
        collect(found::add);
        return found;
    }

    private void collect(Consumer<BodyStructure> found) {
        if (isMultipart()) {
            children.forEach(child -> child.collect(found));
        } else {
            found.accept(this);
        }
    }
}

package pl.rozmowa.conversation;

import java.net.URLEncoder;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The addresses of images inside a body. The frame that shows it has an origin of its own and sends no cookie, so each address says,
 * signed, for whom and for which email it was made; whether that member may still see the email is looked up at every request.
 */
@Component
class ImageLinks {

    private static final String OWN = "attachment:";

    private final ImageKey key;

    ImageLinks(ImageKey key) {
        this.key = key;
    }

    /** For whom a link was made. */
    record Holder(UUID projectId, UUID memberId, UUID emailId) {

        String text() {
            ByteBuffer bytes = ByteBuffer.allocate(48);
            for (UUID id : new UUID[] {projectId, memberId, emailId}) {
                bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
        }

        static Holder parse(String text) {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            return new Holder(id(bytes), id(bytes), id(bytes));
        }

        private static UUID id(ByteBuffer bytes) {
            return new UUID(bytes.getLong(), bytes.getLong());
        }
    }

    String remote(Holder holder, String url) {
        String m = holder.text();
        return "/api/images?u="
                + URLEncoder.encode(url, StandardCharsets.UTF_8)
                + "&m="
                + m
                + "&s="
                + sign(m, url);
    }

    String own(Holder holder, UUID attachmentId) {
        return remote(holder, OWN + attachmentId);
    }

    /** Whose link it is; empty when it is not one of ours. */
    Optional<Holder> verify(String u, String m, String s) {
        byte[] expected = sign(m, u).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, s.getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Holder.parse(m));
        } catch (IllegalArgumentException | BufferUnderflowException notOurs) {
            return Optional.empty();
        }
    }

    /** The attachment that a link names; empty for an image on the network. */
    static Optional<UUID> attachment(String u) {
        return u.startsWith(OWN)
                ? Optional.of(UUID.fromString(u.substring(OWN.length())))
                : Optional.empty();
    }

    private String sign(String m, String u) {
        return key.sign(m + '\n' + u);
    }
}

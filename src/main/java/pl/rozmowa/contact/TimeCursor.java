package pl.rozmowa.contact;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.platform.Problem;

/** Where the next page of a list that goes from new to old begins: after this time and id. Opaque to whoever gets it. */
public record TimeCursor(Instant at, UUID id) {

    /**
     * @throws Problem {@code invalid_input} when it is none of ours
     */
    public static @Nullable TimeCursor parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            Instant at = Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS);
            return new TimeCursor(at, new UUID(bytes.getLong(), bytes.getLong()));
        } catch (IllegalArgumentException | BufferUnderflowException notOurs) {
            throw Problem.invalid("cursor").because(notOurs);
        }
    }

    public String text() {
        ByteBuffer bytes = ByteBuffer.allocate(24);
        bytes.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at));
        bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** How many a page holds: what was asked for, between 1 and 100. */
    public static int limit(@Nullable Integer asked) {
        return asked == null ? 50 : Math.clamp(asked, 1, 100);
    }
}

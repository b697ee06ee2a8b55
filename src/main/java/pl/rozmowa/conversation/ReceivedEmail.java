package pl.rozmowa.conversation;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.mail.ParsedEmail;

/**
 * One email as the engine fetched it from one place on the server.
 *
 * @param uid RFC 9051 §2.3.1.1
 * @param flags as the server spells them ({@code \Seen}), keywords included
 * @param internalDate when the server got it (RFC 9051 §2.3.3); null where the server did not say
 * @param size RFC822.SIZE in bytes
 * @param serverIdentity EMAILID (RFC 8474) or X-GM-MSGID; null where the server offers neither
 * @param source the whole source, or the header block where not {@code whole}; null when there is nothing to keep
 */
public record ReceivedEmail(
        long uid,
        Set<String> flags,
        @Nullable Instant internalDate,
        long size,
        @Nullable String serverIdentity,
        ParsedEmail parsed,
        byte @Nullable [] source,
        boolean whole) {}

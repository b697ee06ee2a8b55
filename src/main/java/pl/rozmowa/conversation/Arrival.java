package pl.rozmowa.conversation;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.contact.Encounter;
import pl.rozmowa.mail.ParsedEmail;

/**
 * An email that is about to be stored, with everything worked out that needs no database.
 *
 * @param identKey recognises it among the emails of its mailbox
 * @param ownNames hashes of its Message-ID and of the one it had before a server changed it
 * @param ancestors hashes of the message ids it names as earlier, the nearest first
 * @param subjectKey hash of the base subject; null where there is none
 * @param bareReply a reply by its subject that names no earlier message
 * @param counterparties address keys of the other side
 * @param recipientKeys address keys of To and Cc
 * @param arrivedUnseen makes its conversation unread
 * @param claimsToBeUs its author is the mailbox itself, but it was delivered to it like anybody's
 * @param zstd the source, compressed; null when there is none
 */
record Arrival(
        UUID id,
        ByteBuffer identKey,
        ParsedEmail parsed,
        boolean outbound,
        Instant at,
        List<UUID> ownNames,
        List<UUID> ancestors,
        @Nullable Long subjectKey,
        boolean bareReply,
        Set<String> counterparties,
        List<String> recipientKeys,
        List<Encounter> encounters,
        Set<String> flags,
        boolean arrivedUnseen,
        boolean claimsToBeUs,
        boolean submitted,
        long size,
        boolean whole,
        byte @Nullable [] zstd,
        int sourceLength) {

    boolean flagged(String flag) {
        return flags.stream().anyMatch(flag::equalsIgnoreCase);
    }
}

package pl.rozmowa.sending;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An outgoing email as the job that works on it has claimed it (RFC 8621 §7).
 *
 * @param conversationId where its email is now
 * @param recipients the envelope: Bcc too
 * @param source the message, byte for byte as it is sent and filed
 * @param invitation it tells somebody of a conversation: no copy is filed, and its source is not kept
 * @param copyPending it was accepted, and is to be filed in Sent by us
 * @param attempts how often this phase was tried
 * @param queuedAt since when it has been tried
 * @param acceptedAt when the server took it
 * @param epoch whoever claims it later has a higher one
 */
record EmailSubmission(
        UUID projectId,
        UUID id,
        UUID accountId,
        UUID conversationId,
        String messageId,
        String envelopeFrom,
        List<String> recipients,
        byte[] source,
        Phase phase,
        boolean invitation,
        boolean copyPending,
        int attempts,
        Instant queuedAt,
        @Nullable Instant acceptedAt,
        long epoch) {}

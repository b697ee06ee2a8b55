package pl.rozmowa.platform;

import java.util.UUID;

/**
 * The member at the other end of one stream of live updates.
 *
 * @param sessionId the sign-in the stream belongs to; when that ends, the stream ends
 */
public record LiveRecipient(UUID projectId, UUID memberId, UUID sessionId) {}

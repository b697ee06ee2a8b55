package pl.rozmowa.platform;

import java.util.UUID;

/** The member at the other end of one stream of live updates. */
public record LiveRecipient(UUID projectId, UUID memberId) {}

package pl.rozmowa.conversation;

import java.util.UUID;

/**
 * A wish that the server has not acknowledged.
 *
 * @param id another one with each wish: the answer to an earlier one settles nothing of a later one
 * @param attempts how often it was refused so far
 */
public record OpenWish(UUID id, UUID emailId, UUID conversationId, Wish wish, int attempts) {}

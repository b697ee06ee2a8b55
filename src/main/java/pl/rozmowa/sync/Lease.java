package pl.rozmowa.sync;

import java.util.UUID;

/**
 * The right of one node to work on one mailbox until it lapses.
 *
 * @param epoch grows with each change of hands; a commit made under an older epoch is refused
 */
record Lease(UUID projectId, UUID accountId, long epoch) {}

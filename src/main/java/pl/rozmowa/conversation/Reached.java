package pl.rozmowa.conversation;

import java.util.UUID;
import pl.rozmowa.account.AccessLevel;
import pl.rozmowa.platform.Problem;

/**
 * A conversation that a member reaches.
 *
 * @param conversationId where it is now, also when it was asked for by one that was merged into it
 * @param mayShare the member reaches it through the mailbox and not only because it was shared with them
 */
public record Reached(
        UUID projectId, UUID conversationId, UUID accountId, AccessLevel level, boolean mayShare) {

    /** @throws Problem {@code forbidden} for whoever may only read */
    public Reached mayReply() {
        if (!level.includes(AccessLevel.REPLY)) {
            throw Problem.forbidden();
        }
        return this;
    }
}

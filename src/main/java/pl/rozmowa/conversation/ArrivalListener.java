package pl.rozmowa.conversation;

import java.util.UUID;

/** A room above that acts on mail that comes in. Called inside the open transaction that stores it; never about what a first look at a mailbox finds. */
public interface ArrivalListener {

    /** Emails that nobody had read on the server came into a conversation. */
    void arrived(Arrived arrived);

    /**
     * @param begun the conversation began with them
     * @param emails how many
     */
    record Arrived(
            UUID projectId, UUID accountId, UUID conversationId, boolean begun, int emails) {}
}

package pl.rozmowa.sharing;

import java.util.UUID;

/** A room above that tells people of requests to see a conversation. Called in the open transaction that writes the request down. */
public interface AccessRequested {

    /** Somebody who doesn't reach the conversation asks to, for the first time or again. */
    void requested(UUID projectId, UUID conversationId, UUID byMember);
}

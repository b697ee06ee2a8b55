package pl.rozmowa.sharing;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.team.CurrentMember;

/** Writes to people that a conversation was opened to them. Implemented by the room that sends mail. */
public interface InvitationLetters {

    /**
     * A letter that tells of a conversation and says nothing of what is in it.
     *
     * @param id makes it the same letter, however often it is handed in
     * @param conversationId where it is about; it goes out from that conversation's mailbox
     * @param language {@code pl} or {@code en}: the reader's
     * @param link where it leads
     * @param note what the inviter wrote; null for nothing
     */
    record Invitation(
            UUID id,
            UUID accountId,
            UUID conversationId,
            String email,
            String name,
            String language,
            URI link,
            @Nullable String note) {}

    /** Whether that mailbox can send now. */
    boolean canSend(UUID projectId, UUID accountId);

    /** Called in the open transaction that gives access: the letter leaves once after its commit, or not at all with its rollback. */
    void send(CurrentMember inviter, Invitation invitation);
}

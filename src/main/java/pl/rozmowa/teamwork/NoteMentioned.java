package pl.rozmowa.teamwork;

import java.util.Set;
import java.util.UUID;

/** A part of the house that tells people about notes which mention them. Each bean of this kind is called. */
public interface NoteMentioned {

    /**
     * Called in the open transaction that writes or edits the note, once a member and note; the rows of {@code note_mention} are there.
     *
     * @param members all of them reach the conversation; never the writer
     */
    void mentioned(
            UUID projectId, UUID conversationId, UUID noteId, UUID byMember, Set<UUID> members);
}

package pl.rozmowa.team;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A room above in which members have something that others take over when they leave. */
public interface Handover {

    /** What goes together to one successor. */
    enum Part {
        MAILBOXES,
        WORK
    }

    /**
     * So many things of one kind.
     *
     * @param kind the web app has the words: {@code team:handover.kind.<kind>}
     * @param stays they cannot be passed on by the one who asks, and belong to nobody afterwards
     */
    record Legacy(String kind, Part part, int count, boolean stays) {}

    /**
     * Who takes over from whom, on whose word.
     *
     * @param privateToo what only the leaver sees is passed on as well: on the word of the leaver or of an owner
     * @param mailboxesTo an active member, no guest; null: nobody
     * @param workTo the same for conversations
     */
    record Succession(
            CurrentMember who,
            Member leaver,
            boolean privateToo,
            @Nullable UUID mailboxesTo,
            @Nullable UUID workTo) {}

    /** What the leaver has, kinds of which there is none left out; the successors don't matter. */
    List<Legacy> left(Succession succession);

    /** Called in the open transaction that ends the membership, before {@link MemberRemoval}; notes what it does in the audit log. */
    void handOver(Succession succession);
}

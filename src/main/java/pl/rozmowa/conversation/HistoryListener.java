package pl.rozmowa.conversation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A room above that acts on what people do with conversations. Called inside the open transaction of the deed. */
public interface HistoryListener {

    /** Something was done. */
    void noted(Deed deed);

    /**
     * A line of the history, as {@link History#note} was told it.
     *
     * @param memberId who did it; null: it came about by itself
     * @param subject the member, tag or note it was about
     */
    record Deed(
            UUID projectId,
            UUID conversationId,
            @Nullable UUID memberId,
            String verb,
            @Nullable UUID subject) {}
}

package pl.rozmowa.conversation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person wants of an email at its server. */
public sealed interface Wish {

    /** The kind's word in the database: of each kind an email has at most one open wish. */
    default String kind() {
        return switch (this) {
            case Seen _ -> "seen";
            case Flagged _ -> "flagged";
            case Placed _ -> "place";
        };
    }

    /** {@code \Seen} there or not. */
    record Seen(boolean wanted) implements Wish {}

    /** {@code \Flagged} there or not. */
    record Flagged(boolean wanted) implements Wish {}

    /** To lie elsewhere. {@code folderId}: null for {@link Goal#BACK}, where each copy goes where it came from. */
    record Placed(Goal goal, @Nullable UUID folderId) implements Wish {}
}

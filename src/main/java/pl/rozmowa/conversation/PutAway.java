package pl.rozmowa.conversation;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.account.FolderRole;

/** Which copies of an email a wish about its place concerns. Known to the one who writes the wish down and to the one who carries it out. */
public final class PutAway {

    private PutAway() {}

    /**
     * What is archived or filed leaves wherever it was received, not Sent; what is deleted leaves everywhere. Where one folder holds a
     * copy of everything, only what lies nowhere else is moved from there.
     */
    public static List<CopyAtServer> leaving(
            List<CopyAtServer> copies, Goal goal, @Nullable UUID target) {
        List<CopyAtServer> elsewhere =
                copies.stream()
                        .filter(copy -> !copy.folderId().equals(target))
                        .filter(copy -> leaves(copy.role(), goal))
                        .toList();
        List<CopyAtServer> single =
                elsewhere.stream().filter(copy -> copy.role() != FolderRole.ALL).toList();
        return single.isEmpty() && !isIn(copies, target) ? elsewhere : single;
    }

    private static boolean leaves(FolderRole role, Goal goal) {
        return switch (role) {
            case INBOX, OTHER, JUNK, ARCHIVE -> true;
            case TRASH -> goal != Goal.TRASH;
            case SENT -> goal == Goal.TRASH;
            case ALL -> goal != Goal.ARCHIVE;
            case DRAFTS -> false;
        };
    }

    private static boolean isIn(List<CopyAtServer> copies, @Nullable UUID folder) {
        return copies.stream().anyMatch(copy -> copy.folderId().equals(folder));
    }

    /** What goes back to the inbox where nobody remembers where it lay: one copy that was put away, and only where none is there. */
    public static List<CopyAtServer> returning(List<CopyAtServer> copies) {
        if (copies.stream().anyMatch(copy -> copy.role() == FolderRole.INBOX)) {
            return List.of();
        }
        return copies.stream()
                .filter(copy ->
                        switch (copy.role()) {
                            case TRASH, ARCHIVE, JUNK, OTHER, ALL -> true;
                            case INBOX, SENT, DRAFTS -> false;
                        })
                .limit(1)
                .toList();
    }
}

package pl.rozmowa.account;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder of a mailbox on the server.
 *
 * @param wireName exactly as the server spells it (modified UTF-7 in most cases)
 * @param name decoded, whole path, for people
 * @param delimiter null where the server has no hierarchy (RFC 9051 §7.3.1)
 * @param selectable false for folders that hold only other folders
 * @param direction which side of a conversation it holds, chosen by role or by the user
 * @param vanished no longer on the server
 */
public record Folder(
        UUID projectId,
        UUID id,
        UUID accountId,
        String wireName,
        String name,
        @Nullable String delimiter,
        FolderRole role,
        boolean selectable,
        boolean chosen,
        FolderDirection direction,
        boolean vanished) {

    /** The name level by level. */
    public List<String> path() {
        if (delimiter == null || delimiter.isEmpty()) {
            return List.of(name);
        }
        List<String> levels =
                Arrays.stream(name.split(Pattern.quote(delimiter), -1))
                        .filter(level -> !level.isEmpty())
                        .toList();
        return levels.isEmpty() ? List.of(name) : levels;
    }

    /** The role that received mail is judged by: a folder that the user named as sent counts as Sent, whatever its role. */
    public FolderRole countsAs() {
        return switch (direction) {
            case SENT -> FolderRole.SENT;
            case RECEIVED -> role == FolderRole.SENT ? FolderRole.OTHER : role;
            case NONE -> role;
        };
    }
}

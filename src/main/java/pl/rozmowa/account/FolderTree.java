package pl.rozmowa.account;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The folders of a mailbox as the tree shows them. */
record FolderTree(List<Shown> items, List<UUID> suggested) {

    /** One folder as JSON shows it; {@code parentId} is missing where the server lists no such parent. */
    record Shown(
            UUID id,
            String name,
            List<String> path,
            @Nullable UUID parentId,
            String role,
            boolean selectable,
            boolean chosen,
            String direction,
            boolean vanished) {}

    static FolderTree of(List<Folder> folders) {
        Map<String, UUID> byWireName = new HashMap<>();
        folders.forEach(folder -> byWireName.put(folder.wireName(), folder.id()));
        return new FolderTree(
                folders.stream().map(folder -> shown(folder, byWireName)).toList(),
                folders.stream().filter(FolderRoles::isSuggested).map(Folder::id).toList());
    }

    private static Shown shown(Folder folder, Map<String, UUID> byWireName) {
        List<String> path = folder.path();
        return new Shown(
                folder.id(),
                path.getLast(),
                path,
                parentWireName(folder).map(byWireName::get).orElse(null),
                folder.role().key(),
                folder.selectable(),
                folder.chosen(),
                folder.direction().key(),
                folder.vanished());
    }

    private static Optional<String> parentWireName(Folder folder) {
        String delimiter = folder.delimiter();
        if (delimiter == null || delimiter.isEmpty()) {
            return Optional.empty();
        }
        int end = folder.wireName().lastIndexOf(delimiter);
        return end <= 0 ? Optional.empty() : Optional.of(folder.wireName().substring(0, end));
    }
}

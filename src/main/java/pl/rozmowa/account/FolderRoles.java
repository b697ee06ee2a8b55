package pl.rozmowa.account;

import java.text.Normalizer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import pl.rozmowa.imap.FolderListing;

/**
 * What each folder is for: by its special use (RFC 6154), else by its name in Polish, English or German. Only folders at the top, below
 * INBOX or below a bracketed one such as {@code [Gmail]} are guessed: "Klienci/Archiwum" is a client's folder.
 */
final class FolderRoles {

    private static final Map<String, FolderRole> SPECIAL_USES =
            Map.ofEntries(
                    Map.entry("\\sent", FolderRole.SENT),
                    Map.entry("\\drafts", FolderRole.DRAFTS),
                    Map.entry("\\trash", FolderRole.TRASH),
                    Map.entry("\\junk", FolderRole.JUNK),
                    Map.entry("\\spam", FolderRole.JUNK),
                    Map.entry("\\archive", FolderRole.ARCHIVE),
                    Map.entry("\\all", FolderRole.ALL),
                    Map.entry("\\allmail", FolderRole.ALL));

    private static final Map<FolderRole, List<String>> NAMES = new EnumMap<>(FolderRole.class);

    static {
        names(
                FolderRole.SENT,
                "wysłane",
                "elementy wysłane",
                "sent",
                "sent items",
                "sent mail",
                "sent messages",
                "gesendet");
        names(
                FolderRole.DRAFTS,
                "szkice",
                "robocze",
                "kopie robocze",
                "wersje robocze",
                "drafts",
                "entwürfe");
        names(
                FolderRole.TRASH,
                "kosz",
                "elementy usunięte",
                "trash",
                "deleted items",
                "deleted messages",
                "papierkorb");
        names(
                FolderRole.JUNK,
                "spam",
                "niechciane",
                "wiadomości-śmieci",
                "junk",
                "junk email",
                "junk e-mail",
                "bulk");
        names(FolderRole.ARCHIVE, "archiwum", "archive", "archiv");
        names(FolderRole.ALL, "wszystkie", "all mail", "alle nachrichten");
    }

    private static final Set<String> RECEIVED = Set.of(folded("odebrane"), folded("posteingang"));

    private FolderRoles() {}

    private static void names(FolderRole role, String... names) {
        NAMES.put(role, List.of(names).stream().map(FolderRoles::folded).toList());
    }

    /** The role of each folder, by wire name. No role but {@code other} is given twice. */
    static Map<String, FolderRole> of(List<FolderListing> folders) {
        Map<String, FolderRole> roles = new HashMap<>();
        Set<FolderRole> taken = EnumSet.noneOf(FolderRole.class);
        for (FolderListing folder : folders) {
            FolderRole role = folder.isInbox() ? FolderRole.INBOX : bySpecialUse(folder);
            if (role != FolderRole.OTHER && taken.add(role)) {
                roles.put(folder.wireName(), role);
            }
        }
        for (Map.Entry<FolderRole, List<String>> guess : NAMES.entrySet()) {
            if (!taken.contains(guess.getKey())) {
                guess(folders, guess.getValue(), guess.getKey(), roles);
            }
        }
        return roles;
    }

    /** A folder of the user's own choice holds sent mail when it is called so, and otherwise received mail. */
    static FolderDirection direction(Folder folder) {
        return switch (folder.role()) {
            case SENT -> FolderDirection.SENT;
            case INBOX, DRAFTS, TRASH, JUNK, ARCHIVE, ALL -> FolderDirection.RECEIVED;
            case OTHER ->
                    isCalled(folder.path(), NAMES.getOrDefault(FolderRole.SENT, List.of()))
                            ? FolderDirection.SENT
                            : FolderDirection.RECEIVED;
        };
    }

    /** Ticked beforehand: the inbox, what else is called so, and the sent folder. */
    static boolean isSuggested(Folder folder) {
        boolean usual =
                switch (folder.role()) {
                    case INBOX, SENT -> true;
                    case OTHER -> isCalled(folder.path(), List.copyOf(RECEIVED));
                    case DRAFTS, TRASH, JUNK, ARCHIVE, ALL -> false;
                };
        return usual && folder.selectable() && !folder.vanished();
    }

    private static FolderRole bySpecialUse(FolderListing folder) {
        return folder.attributes().stream()
                .map(attribute ->
                        SPECIAL_USES.getOrDefault(
                                attribute.toLowerCase(Locale.ROOT), FolderRole.OTHER))
                .filter(role -> role != FolderRole.OTHER)
                .findFirst()
                .orElse(FolderRole.OTHER);
    }

    /** The names in their order of preference; the first folder that is called so. */
    private static void guess(
            List<FolderListing> folders,
            List<String> names,
            FolderRole role,
            Map<String, FolderRole> roles) {
        for (String name : names) {
            for (FolderListing folder : folders) {
                if (folder.selectable()
                        && !roles.containsKey(folder.wireName())
                        && isCalled(folder.path(), List.of(name))) {
                    roles.put(folder.wireName(), role);
                    return;
                }
            }
        }
    }

    private static boolean isCalled(List<String> path, List<String> names) {
        boolean near = path.size() == 1 || (path.size() == 2 && isRoot(path.getFirst()));
        return near && names.contains(folded(path.getLast()));
    }

    private static boolean isRoot(String name) {
        return name.equalsIgnoreCase("INBOX") || (name.startsWith("[") && name.endsWith("]"));
    }

    /** Without capitals and diacritics: servers spell "Wysłane" as "Wyslane" too. */
    private static String folded(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT).replace('ł', 'l');
        return Normalizer.normalize(lower, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }
}

package pl.rozmowa.imap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** LIST (RFC 9051 §6.3.9), with RETURN (SPECIAL-USE STATUS) where offered (RFC 6154, RFC 5819). XLIST is never used. */
final class ListFolders implements Answers {

    private final ImapLimits limits;
    private final Map<String, FolderListing> folders = new LinkedHashMap<>();
    private final Map<String, FolderStatus> counters = new HashMap<>();

    private final boolean utf8;

    private ListFolders(ImapWire wire) {
        this.limits = wire.limits();
        this.utf8 = wire.utf8();
    }

    static List<FolderListing> run(ImapWire wire, boolean withStatus, boolean plainly)
            throws ImapException {
        Capabilities offered = wire.capabilities();
        List<String> wanted = new ArrayList<>();
        if (offered.offersOrRev2("LIST-EXTENDED") && offered.offersOrRev2("SPECIAL-USE")) {
            wanted.add("SPECIAL-USE");
        }
        if (withStatus && offered.offersOrRev2("LIST-STATUS")) {
            wanted.add("STATUS " + Status.items(offered));
        }
        if (!plainly && !wanted.isEmpty()) {
            ListFolders extended = new ListFolders(wire);
            ImapCommand command =
                    new ImapCommand("LIST \"\" \"*\" RETURN (" + String.join(" ", wanted) + ")");
            if (wire.ask(command, extended, wire.limits().answer().multipliedBy(5)).ok()) {
                return extended.listing();
            }
            // offered, and yet not understood: the plain form is understood by all
        }
        ListFolders plain = new ListFolders(wire);
        wire.run(new ImapCommand("LIST \"\" \"*\""), plain);
        return plain.listing();
    }

    private List<FolderListing> listing() {
        List<FolderListing> listing = new ArrayList<>(folders.size());
        for (FolderListing folder : folders.values()) {
            FolderStatus status = counters.get(key(folder.wireName()));
            listing.add(status == null ? folder : folder.with(status));
        }
        return listing;
    }

    private static String key(String wireName) {
        return wireName.equalsIgnoreCase("INBOX") ? "INBOX" : wireName;
    }

    @Override
    public boolean response(String keyword, long number, ImapReader in, ImapStrings strings)
            throws IOException, Malformed {
        switch (keyword) {
            case "LIST" -> {
                FolderListing folder = read(in, strings);
                folders.putIfAbsent(key(folder.wireName()), folder);
                if (folders.size() > limits.folders()) {
                    throw new ImapException(new ImapFailure.TooBig("folders", folders.size()));
                }
            }
            case "STATUS" -> {
                FolderStatus status = Status.read(in, strings);
                counters.merge(key(status.wireName()), status, FolderStatus::then);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private FolderListing read(ImapReader in, ImapStrings strings) throws IOException, Malformed {
        in.expect('(');
        Set<String> attributes =
                Stream.of(in.upTo(')').split(" "))
                        .filter(word -> !word.isEmpty())
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
        in.skipSpaces();
        String delimiter = strings.wire();
        in.skipSpaces();
        String wireName = name(in, strings);
        if (wireName == null || wireName.isEmpty()) {
            throw new Malformed("a folder without a name");
        }
        return new FolderListing(
                wireName,
                FolderName.decode(wireName, utf8),
                delimiter == null || delimiter.isEmpty() ? null : delimiter,
                attributes,
                null);
    }

    /** A name in quotes that are not escaped, or in none at all though it has spaces, is read as it must have been meant. */
    private static @Nullable String name(ImapReader in, ImapStrings strings)
            throws IOException, Malformed {
        int begin = in.position();
        if (in.atLiteral()) {
            return strings.wire();
        }
        if (in.peek() == '"') {
            try {
                String name = strings.wire();
                if (in.atEnd() || in.rest(in.position()).startsWith(" (")) {
                    return name;
                }
            } catch (Malformed e) {
                in.position(begin); // not closed: taken to the end of the line below
            }
            String rest = in.rest(begin + 1).stripTrailing();
            return rest.endsWith("\"") ? rest.substring(0, rest.length() - 1) : rest;
        }
        String rest = in.rest(begin);
        int extended = rest.indexOf(" (");
        return extended > 0 && rest.endsWith(")") ? rest.substring(0, extended) : rest;
    }
}

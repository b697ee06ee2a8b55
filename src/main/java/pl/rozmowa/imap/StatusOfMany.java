package pl.rozmowa.imap;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The counters of several folders: LIST with several names and RETURN (STATUS …) (RFC 5258 §3, RFC 5819 §2), else STATUS each. */
final class StatusOfMany implements Answers {

    private final ImapWire wire;
    private final Map<String, FolderStatus> found = new HashMap<>();
    private final Set<String> wanted;

    private StatusOfMany(ImapWire wire, Set<String> wanted) {
        this.wire = wire;
        this.wanted = wanted;
    }

    static Map<String, FolderStatus> run(ImapWire wire, Collection<String> wireNames, boolean plain)
            throws ImapException {
        StatusOfMany many = new StatusOfMany(wire, new HashSet<>(wireNames));
        if (!plain && wireNames.size() > 1 && takesSeveral(wire, wireNames)) {
            many.askAtOnce();
        } else {
            many.askEach();
        }
        return many.found;
    }

    /** A name with a wildcard in it would stand for others too. */
    private static boolean takesSeveral(ImapWire wire, Collection<String> wireNames) {
        Capabilities offered = wire.capabilities();
        return offered.offersOrRev2("LIST-EXTENDED")
                && offered.offersOrRev2("LIST-STATUS")
                && wireNames.stream().noneMatch(name -> name.contains("*") || name.contains("%"));
    }

    private void askAtOnce() throws ImapException {
        ImapCommand command = new ImapCommand("LIST \"\" (");
        boolean first = true;
        for (String name : wanted) {
            command.words(first ? "" : " ").mailbox(name);
            first = false;
        }
        command.words(") RETURN (STATUS " + Status.items(wire.capabilities()) + ")");
        if (!wire.ask(command, this, wire.limits().answer().multipliedBy(5)).ok()) {
            askEach(); // offered, and yet not understood
        }
    }

    private void askEach() throws ImapException {
        for (String name : wanted) {
            try {
                FolderStatus status = Status.run(wire, name);
                if (status != null) {
                    found.put(name, status);
                }
            } catch (ImapException e) {
                if (!e.failure().connectionUsable()) {
                    throw e;
                }
            }
        }
    }

    @Override
    public boolean response(String keyword, long number, ImapReader in, ImapStrings strings)
            throws IOException, Malformed {
        if (keyword.equals("LIST")) {
            return true; // which folders there are is not asked here
        }
        if (!keyword.equals("STATUS")) {
            return false;
        }
        FolderStatus status = Status.read(in, strings);
        wanted.stream()
                .filter(name -> Status.sameFolder(name, status.wireName()))
                .findFirst()
                .ifPresentOrElse(
                        name -> found.merge(name, status, FolderStatus::then),
                        () -> wire.tellStatus(status));
        return true;
    }
}

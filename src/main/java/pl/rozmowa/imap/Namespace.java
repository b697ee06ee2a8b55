package pl.rozmowa.imap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** NAMESPACE (RFC 2342). */
final class Namespace {

    private Namespace() {}

    static List<String> run(ImapWire wire) throws ImapException {
        List<String> prefixes = new ArrayList<>();
        if (!wire.capabilities().offersOrRev2("NAMESPACE")) {
            return prefixes;
        }
        wire.run(
                new ImapCommand("NAMESPACE"),
                new Answers() {
                    @Override
                    public boolean response(
                            String keyword, long number, ImapReader in, ImapStrings strings)
                            throws IOException, Malformed {
                        if (!keyword.equals("NAMESPACE")) {
                            return false;
                        }
                        personal(in, strings, prefixes);
                        return true;
                    }
                });
        return prefixes;
    }

    /** {@code (("INBOX." ".")) NIL NIL}: only the first list is ours. */
    private static void personal(ImapReader in, ImapStrings strings, List<String> prefixes)
            throws IOException, Malformed {
        if (!in.skip('(')) {
            return;
        }
        in.skipSpaces();
        while (in.skip('(')) {
            String prefix = strings.wire();
            if (prefix != null && prefixes.size() < 20) {
                prefixes.add(prefix);
            }
            in.skipSpaces();
            while (!in.skip(')')) {
                strings.skipValue();
                in.skipSpaces();
            }
            in.skipSpaces();
        }
    }
}

package pl.rozmowa.imap;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** STATUS (RFC 9051 §6.3.11, §7.3.4). */
final class Status {

    private Status() {}

    /** What to ask for; HIGHESTMODSEQ only where it is known. */
    static String items(Capabilities offered) {
        boolean condstore = offered.offers("CONDSTORE") || offered.offers("QRESYNC");
        return condstore
                ? "(MESSAGES UIDNEXT UIDVALIDITY UNSEEN HIGHESTMODSEQ)"
                : "(MESSAGES UIDNEXT UIDVALIDITY UNSEEN)";
    }

    static @Nullable FolderStatus run(ImapWire wire, String wireName) throws ImapException {
        @Nullable FolderStatus[] told = {null};
        ImapCommand command =
                new ImapCommand("STATUS ")
                        .mailbox(wireName)
                        .words(" " + items(wire.capabilities()));
        wire.run(
                command,
                new Answers() {
                    @Override
                    public boolean response(
                            String keyword, long number, ImapReader in, ImapStrings strings)
                            throws IOException, Malformed {
                        if (!keyword.equals("STATUS")) {
                            return false;
                        }
                        FolderStatus status = read(in, strings);
                        if (!sameFolder(status.wireName(), wireName)) {
                            wire.tellStatus(status);
                        } else {
                            told[0] = told[0] == null ? status : told[0].then(status);
                        }
                        return true;
                    }
                });
        return told[0];
    }

    static boolean sameFolder(String a, String b) {
        return a.equals(b) || (a.equalsIgnoreCase("INBOX") && b.equalsIgnoreCase("INBOX"));
    }

    /** Reads what follows the keyword; counters that make no sense are left out. */
    static FolderStatus read(ImapReader in, ImapStrings strings) throws IOException, Malformed {
        String name = strings.wire();
        if (name == null) {
            throw new Malformed("STATUS of nothing");
        }
        in.skipSpaces();
        in.expect('(');
        long[] counts = {-1, -1, -1, -1, -1};
        in.skipSpaces();
        while (!in.skip(')')) {
            String item = in.atom().toUpperCase(Locale.ROOT);
            in.skipSpaces();
            int which =
                    switch (item) {
                        case "MESSAGES" -> 0;
                        case "UIDNEXT" -> 1;
                        case "UIDVALIDITY" -> 2;
                        case "UNSEEN" -> 3;
                        case "HIGHESTMODSEQ" -> 4;
                        default -> -1;
                    };
            if (which >= 0 && in.isDigit()) {
                counts[which] = in.number();
            } else {
                strings.skipValue();
            }
            in.skipSpaces();
        }
        return new FolderStatus(name, counts[0], counts[1], counts[2], counts[3], counts[4]);
    }
}

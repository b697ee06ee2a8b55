package pl.rozmowa.imap;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** ID (RFC 2971). */
final class Id {

    private Id() {}

    static Map<String, String> run(ImapWire wire, Map<String, String> own) throws ImapException {
        if (!wire.offers("ID")) {
            return Map.of();
        }
        ImapCommand command = new ImapCommand("ID ");
        if (own.isEmpty()) {
            command.words("NIL");
        } else {
            boolean first = true;
            for (Map.Entry<String, String> field : own.entrySet()) {
                command.words(first ? "(" : " ")
                        .string(field.getKey())
                        .space()
                        .string(field.getValue());
                first = false;
            }
            command.words(")");
        }
        Map<String, String> told = new LinkedHashMap<>();
        wire.run(
                command,
                new Answers() {
                    @Override
                    public boolean response(
                            String keyword, long number, ImapReader in, ImapStrings strings)
                            throws IOException, Malformed {
                        if (!keyword.equals("ID")) {
                            return false;
                        }
                        read(in, strings, told);
                        return true;
                    }
                });
        return told;
    }

    private static void read(ImapReader in, ImapStrings strings, Map<String, String> told)
            throws IOException, Malformed {
        if (!in.skip('(')) {
            return; // NIL
        }
        while (!in.skip(')')) {
            String key = strings.text();
            in.skipSpaces();
            String value = strings.text();
            in.skipSpaces();
            if (key != null && value != null && told.size() < 30) {
                told.put(key.toLowerCase(Locale.ROOT), value);
            }
        }
    }
}

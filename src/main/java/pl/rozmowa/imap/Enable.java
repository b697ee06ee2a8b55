package pl.rozmowa.imap;

import java.util.HashSet;
import java.util.Set;

/** ENABLE (RFC 5161). */
final class Enable {

    private Enable() {}

    static Set<String> run(ImapWire wire, String... capabilities) throws ImapException {
        ImapCommand command = new ImapCommand("ENABLE");
        for (String capability : capabilities) {
            command.space().atom(capability);
        }
        Set<String> enabled = new HashSet<>();
        wire.run(
                command,
                new Answers() {
                    @Override
                    public boolean response(
                            String keyword, long number, ImapReader in, ImapStrings strings) {
                        if (!keyword.equals("ENABLED")) {
                            return false;
                        }
                        enabled.addAll(Capabilities.of(in.rest(in.position())).names());
                        return true;
                    }
                });
        return enabled;
    }
}

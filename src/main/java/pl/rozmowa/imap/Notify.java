package pl.rozmowa.imap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * NOTIFY (RFC 5465): the server tells by itself what happens in the selected folder and, by STATUS, in others. It does so inside any
 * command, and at once while IDLE runs.
 *
 * <p>Dovecot 2.3 knows folders here by their UTF-8 names only, although everywhere else by modified UTF-7: it accepts the wire name,
 * and then tells nothing of it. So a name is said in both forms, and what comes back in UTF-8 is called by its wire name again.
 */
final class Notify {

    private static final String MESSAGES = "MessageNew MessageExpunge";
    private static final String FLAGS_TOO = MESSAGES + " FlagChange";

    private Notify() {}

    /**
     * Sets what is told, in place of what was told before; STATUS of each of the folders comes before the answer (§3.1), so that
     * nothing happens unseen between the last look and this.
     *
     * @return whether changed flags are told too; a server may refuse that (§5, BADEVENT)
     */
    static boolean set(ImapWire wire, List<String> wireNames) throws ImapException {
        Map<String, String> inUtf8 = wire.utf8() ? Map.of() : inUtf8(wireNames);
        wire.otherNames(inUtf8);
        List<String> both = new ArrayList<>(wireNames);
        both.addAll(inUtf8.keySet());
        StatusLine answer = ask(wire, both, FLAGS_TOO);
        if (!answer.ok() && !badEvent(answer) && !inUtf8.isEmpty()) {
            both = wireNames; // a server that minds the names it doesn't know
            answer = ask(wire, both, FLAGS_TOO);
        }
        if (answer.ok()) {
            return true;
        }
        StatusLine less = badEvent(answer) ? ask(wire, both, MESSAGES) : answer;
        if (!less.ok()) {
            throw wire.failed(Refusals.of(less));
        }
        return false;
    }

    private static boolean badEvent(StatusLine answer) {
        return answer.code().equals("BADEVENT");
    }

    /** By their UTF-8 spelling, a character a byte, those names that have one of their own. */
    private static Map<String, String> inUtf8(List<String> wireNames) {
        Map<String, String> names = new HashMap<>();
        for (String name : wireNames) {
            byte[] utf8 = FolderName.decode(name).getBytes(StandardCharsets.UTF_8);
            String spelt = new String(utf8, StandardCharsets.ISO_8859_1);
            if (!spelt.equals(name) && spelt.chars().noneMatch(c -> c < 0x20)) {
                names.put(spelt, name);
            }
        }
        return names;
    }

    /** §3.2: nothing is told any more, not even of the selected folder. */
    static void none(ImapWire wire) throws ImapException {
        wire.run(new ImapCommand("NOTIFY NONE"), Answers.NONE);
    }

    /** {@code selected} (§6.1), not delayed: Dovecot then tells of vanished messages during IDLE too. We speak of messages by UID alone, so numbers may shift. */
    private static StatusLine ask(ImapWire wire, List<String> names, String events)
            throws ImapException {
        ImapCommand command =
                new ImapCommand("NOTIFY SET ")
                        .words(names.isEmpty() ? "" : "STATUS ")
                        .words("(selected (" + events + "))");
        if (!names.isEmpty()) {
            command.words(" (mailboxes (");
            boolean first = true;
            for (String name : names) {
                command.words(first ? "" : " ").mailbox(name);
                first = false;
            }
            command.words(") (" + events + "))");
        }
        return wire.ask(command, Answers.NONE, wire.limits().answer().multipliedBy(5));
    }
}

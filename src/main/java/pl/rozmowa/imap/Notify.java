package pl.rozmowa.imap;

import java.util.List;

/**
 * NOTIFY (RFC 5465): the server tells by itself what happens in the selected folder and, by STATUS, in others. It does so inside any
 * command, and at once while IDLE runs.
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
        StatusLine answer = ask(wire, wireNames, FLAGS_TOO);
        if (answer.ok()) {
            return true;
        }
        if (!answer.code().equals("BADEVENT")) {
            throw wire.failed(Refusals.of(answer));
        }
        StatusLine less = ask(wire, wireNames, MESSAGES);
        if (!less.ok()) {
            throw wire.failed(Refusals.of(less));
        }
        return false;
    }

    /** §3.2: nothing is told any more, not even of the selected folder. */
    static void none(ImapWire wire) throws ImapException {
        wire.run(new ImapCommand("NOTIFY NONE"), Answers.NONE);
    }

    /** {@code selected-delayed} (§6.2): messages vanish only where they may without NOTIFY, so sequence numbers hold during FETCH. */
    private static StatusLine ask(ImapWire wire, List<String> wireNames, String events)
            throws ImapException {
        ImapCommand command =
                new ImapCommand("NOTIFY SET ")
                        .words(wireNames.isEmpty() ? "" : "STATUS ")
                        .words("(selected-delayed (" + events + "))");
        if (!wireNames.isEmpty()) {
            command.words(" (mailboxes (");
            boolean first = true;
            for (String name : wireNames) {
                command.words(first ? "" : " ").mailbox(name);
                first = false;
            }
            command.words(") (" + events + "))");
        }
        return wire.ask(command, Answers.NONE, wire.limits().answer().multipliedBy(5));
    }
}

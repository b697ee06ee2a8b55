package pl.rozmowa.imap;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** SELECT and EXAMINE (RFC 9051 §6.3.2, §6.3.3), with CONDSTORE and QRESYNC (RFC 7162 §3.1.8, §3.2.5). */
final class Select implements Answers {

    private long exists;
    private long uidValidity;
    private long uidNext;
    private long highestModseq;
    private boolean readOnly;
    private Set<String> permanentFlags = Set.of();

    private final Runnable onClosed;

    private Select(Runnable onClosed) {
        this.onClosed = onClosed;
    }

    static SelectedFolder run(ImapWire wire, String verb, String wireName, String parameters)
            throws ImapException {
        return run(wire, verb, wireName, parameters, () -> {});
    }

    /**
     * @param onClosed when the server says that the folder that was open until now is closed
     */
    static SelectedFolder run(
            ImapWire wire, String verb, String wireName, String parameters, Runnable onClosed)
            throws ImapException {
        Select select = new Select(onClosed);
        ImapCommand command = new ImapCommand(verb + " ").mailbox(wireName).words(parameters);
        StatusLine status = wire.run(command, select);
        select.status(status);
        return new SelectedFolder(
                wireName,
                select.exists,
                select.uidValidity,
                select.uidNext,
                select.highestModseq,
                select.readOnly || verb.equals("EXAMINE"),
                select.permanentFlags);
    }

    static String condstore(ImapWire wire) {
        return wire.offers("CONDSTORE") || wire.offers("QRESYNC") ? " (CONDSTORE)" : "";
    }

    /** What we know, for the server to say what changed since. */
    static String qresync(long uidValidity, long modseq, UidSet known) {
        String uids = known.isEmpty() ? "" : " " + known.wire();
        return " (QRESYNC (" + uidValidity + " " + modseq + uids + "))";
    }

    @Override
    public boolean response(String keyword, long number, ImapReader in, ImapStrings strings)
            throws IOException, Malformed {
        if (keyword.equals("EXISTS")) {
            exists = Math.max(0, number);
            return true;
        }
        return false;
    }

    @Override
    public boolean opensFolder() {
        return true;
    }

    @Override
    public void status(StatusLine status) {
        switch (status.code()) {
            case "UIDVALIDITY" -> uidValidity = status.number();
            case "UIDNEXT" -> uidNext = status.number();
            case "HIGHESTMODSEQ" -> highestModseq = status.number();
            case "CLOSED" -> {
                exists = 0; // that was said of the old folder
                onClosed.run();
            }
            case "NOMODSEQ" -> highestModseq = 0;
            case "READ-ONLY" -> readOnly = true;
            case "READ-WRITE" -> readOnly = false;
            case "PERMANENTFLAGS" ->
                    permanentFlags =
                            Stream.of(status.arguments().replaceAll("[()]", " ").split(" "))
                                    .filter(flag -> !flag.isEmpty())
                                    .collect(Collectors.toUnmodifiableSet());
            default -> {} // ALERT and UNSEEN mean nothing here
        }
    }
}

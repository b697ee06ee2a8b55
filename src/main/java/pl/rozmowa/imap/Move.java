package pl.rozmowa.imap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** UID MOVE (RFC 6851) and UID COPY (RFC 9051 §6.4.7), with COPYUID (RFC 4315). */
final class Move {

    private static final int MOST = 100_000;

    private Move() {}

    static @Nullable CopiedUids run(ImapWire wire, UidSet uids, String target)
            throws ImapException {
        if (wire.capabilities().offersOrRev2("MOVE")) {
            return transfer(wire, "UID MOVE ", uids, target);
        }
        if (!wire.capabilities().offersOrRev2("UIDPLUS")) {
            // a plain EXPUNGE would also remove what somebody else marked
            throw new ImapException(
                    new ImapFailure.ServerSaidNo("CANNOT", "neither MOVE nor UIDPLUS"));
        }
        CopiedUids copied = transfer(wire, "UID COPY ", uids, target);
        Store.run(wire, uids, true, List.of("\\Deleted"));
        Expunge.run(wire, uids);
        return copied;
    }

    static @Nullable CopiedUids copy(ImapWire wire, UidSet uids, String target)
            throws ImapException {
        return transfer(wire, "UID COPY ", uids, target);
    }

    private static @Nullable CopiedUids transfer(
            ImapWire wire, String verb, UidSet uids, String target) throws ImapException {
        Map<Long, Long> copied = new LinkedHashMap<>();
        long[] validity = {0};
        Answers answers =
                new Answers() {
                    @Override
                    public void status(StatusLine status) {
                        if (status.code().equals("COPYUID")) {
                            validity[0] = read(status.arguments(), copied);
                        }
                    }
                };
        for (UidSet piece : uids.pieces(FetchPipeline.LONGEST_SET)) {
            StatusLine status =
                    wire.run(new ImapCommand(verb).uids(piece).space().mailbox(target), answers);
            answers.status(status);
        }
        return copied.isEmpty() ? null : new CopiedUids(validity[0], copied);
    }

    /** {@code 38505 304,319:320 3956:3958}: the order counts, so ranges are walked as they are written. */
    private static long read(String arguments, Map<Long, Long> copied) {
        String[] words = arguments.strip().split(" ");
        if (words.length < 3) {
            return 0;
        }
        try {
            List<Long> from = walk(words[1]);
            List<Long> to = walk(words[2]);
            for (int i = 0; i < from.size() && from.size() == to.size(); i++) {
                copied.put(from.get(i), to.get(i));
            }
            return Long.parseLong(words[0]);
        } catch (NumberFormatException e) {
            return 0; // said, but not understandably: as if it hadn't been said
        }
    }

    private static List<Long> walk(String set) {
        List<Long> uids = new ArrayList<>();
        for (String range : set.split(",")) {
            int colon = range.indexOf(':');
            long first = Long.parseLong(colon < 0 ? range : range.substring(0, colon));
            long last = colon < 0 ? first : Long.parseLong(range.substring(colon + 1));
            long step = last < first ? -1 : 1;
            for (long uid = first; uid != last + step && uids.size() < MOST; uid += step) {
                uids.add(uid);
            }
        }
        return uids;
    }
}

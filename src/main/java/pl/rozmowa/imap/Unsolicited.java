package pl.rozmowa.imap;

import java.io.IOException;

/** What servers say without being asked (RFC 9051 §5.2), passed on to the listener. */
final class Unsolicited {

    private Unsolicited() {}

    static void tell(ImapWire wire, String keyword, long number, ImapReader in, ImapStrings strings)
            throws IOException, Malformed {
        ImapListener listener = wire.listener();
        switch (keyword) {
            case "EXISTS" -> listener.exists(number);
            case "EXPUNGE" -> listener.expunged(number);
            case "VANISHED" -> vanished(listener, in, strings);
            case "FETCH" ->
                    flags(
                            listener,
                            FetchResponse.read(number, in, strings, FetchResponse.Plan.FLAGS_ONLY));
            case "STATUS" -> wire.tellStatus(Status.read(in, strings));
            default -> {} // RECENT, FLAGS, LIST of a new folder and whatever else: nothing depends
                // on them
        }
    }

    private static void vanished(ImapListener listener, ImapReader in, ImapStrings strings)
            throws IOException, Malformed {
        boolean earlier = in.peek() == '(';
        if (earlier) {
            in.upTo(')');
            in.skipSpaces();
        }
        listener.vanished(strings.uidSet(), earlier);
    }

    static void flags(ImapListener listener, FetchedMessage message) {
        if (message.flags() != null) {
            listener.flags(message.sequence(), message.uid(), message.flags(), message.modseq());
        }
    }
}

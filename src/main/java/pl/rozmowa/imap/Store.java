package pl.rozmowa.imap;

import java.util.Collection;

/** UID STORE (RFC 9051 §6.4.6), always silent: we know what we asked for. */
final class Store {

    private Store() {}

    static void run(ImapWire wire, UidSet uids, boolean add, Collection<String> flags)
            throws ImapException {
        if (uids.isEmpty() || flags.isEmpty()) {
            return;
        }
        for (UidSet piece : uids.pieces(FetchPipeline.LONGEST_SET)) {
            ImapCommand command =
                    new ImapCommand("UID STORE ")
                            .uids(piece)
                            .words(add ? " +FLAGS.SILENT " : " -FLAGS.SILENT ")
                            .flags(flags);
            wire.run(command, Answers.NONE);
        }
    }
}

package pl.rozmowa.imap;

/** UID EXPUNGE (RFC 4315 §2.1). Plain EXPUNGE is never said. */
final class Expunge {

    private Expunge() {}

    static void run(ImapWire wire, UidSet uids) throws ImapException {
        if (!wire.capabilities().offersOrRev2("UIDPLUS")) {
            throw new ImapException(new ImapFailure.ServerSaidNo("CANNOT", "no UIDPLUS"));
        }
        for (UidSet piece : uids.pieces(FetchPipeline.LONGEST_SET)) {
            wire.run(new ImapCommand("UID EXPUNGE ").uids(piece), Answers.NONE);
        }
    }
}

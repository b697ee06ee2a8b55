package pl.rozmowa.imap;

/**
 * COMPRESS=DEFLATE (RFC 4978), only when asked for: it saves bytes on slow lines and costs both sides far more time than it saves on
 * others.
 */
final class Compress {

    private Compress() {}

    /** Whether the connection is compressed now; false where the server doesn't offer it or refused. */
    static boolean run(ImapWire wire) throws ImapException {
        if (!wire.offers("COMPRESS=DEFLATE")) {
            return false;
        }
        StatusLine answer =
                wire.ask(new ImapCommand("COMPRESS DEFLATE"), Answers.NONE, wire.limits().answer());
        if (answer.ok()) {
            wire.deflate();
            return true;
        }
        if (!answer.code().equals("COMPRESSIONACTIVE")) { // by TLS, say
            ImapFailure failure = Refusals.of(answer);
            if (!failure.connectionUsable()) {
                throw wire.failed(failure);
            }
        }
        return false;
    }
}

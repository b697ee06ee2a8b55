package pl.rozmowa.sync;

/** The session was told to stop; what was under way is dropped and taken up again by whoever works on the mailbox next. */
final class SessionStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;
}

package pl.rozmowa.imap;

/** Why idling ended; the connection is ready for the next command in each case. */
public enum IdleEnd {
    /** The watcher had heard enough. */
    STOPPED,
    /** {@link ImapConnection#wake} was called. */
    WOKEN,
    /** The time was up. */
    TIME_UP
}

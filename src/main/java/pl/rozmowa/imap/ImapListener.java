package pl.rozmowa.imap;

import java.util.Set;

/**
 * Hears what a server says without being asked, inside any command (RFC 9051 §5.2, §7). Called on the thread that runs the command;
 * must not issue commands itself.
 */
public interface ImapListener {

    /** Hears nothing. */
    ImapListener DEAF = new ImapListener() {};

    /** So many messages are in the selected folder now. */
    default void exists(long count) {}

    /** The message with this sequence number is gone (never sent once QRESYNC is enabled). */
    default void expunged(long sequence) {}

    /**
     * These UIDs are gone (RFC 7162 §3.2.10); may name far more than ever were there.
     *
     * @param earlier gone before this session began
     */
    default void vanished(UidSet uids, boolean earlier) {}

    /**
     * Flags of one message.
     *
     * @param uid 0 when the server did not say it
     * @param modseq 0 when the server did not say it
     */
    default void flags(long sequence, long uid, Set<String> flags, long modseq) {}

    /** Counters of another folder (NOTIFY, RFC 5465); those that did not change are -1, as not said. */
    default void status(FolderStatus status) {}

    /** The server had to give up telling what happens (RFC 5465 §5.8): from now on it is as if NOTIFY NONE had been said. */
    default void notificationsOverflowed() {}

    /** {@code OK [ALERT]}: the text is the server's own. */
    default void alert(String serverText) {}

    /** UIDVALIDITY was announced again outside SELECT: whatever is known of this folder's UIDs is void. */
    default void uidValidity(long uidValidity) {}
}

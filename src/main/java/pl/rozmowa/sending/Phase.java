package pl.rozmowa.sending;

import java.util.Locale;

/** How far an outgoing email got. Each is written before what it announces is done, so that it is true whenever the process dies. */
enum Phase {
    /** Waits for its turn, or for the next try; nothing was sent. */
    QUEUED,
    /** Signed in; nothing was sent. */
    CONNECTED,
    /** The server took some recipients; the message itself may be on the wire, without its end. */
    RECIPIENTS_ACCEPTED,
    /** The final dot may have been sent: from here on nobody tries again unasked. */
    DATA_SENT,
    /** The server took it. */
    ACCEPTED,
    /** It was not sent, and will not be unless a person says so. */
    FAILED,
    /** It may have been sent or not. */
    UNCERTAIN,
    /** A person gave it up. */
    DISCARDED;

    /** The word in the database and in the API. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Phase of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}

package pl.rozmowa.conversation;

import java.util.Locale;

/** Where a conversation stands with the team. */
public enum ConversationState {
    /** Somebody is to do something: answer, or wait for the answer. */
    OPEN,
    /** Out of sight until a moment, or until a reply. */
    SNOOZED,
    /** Done, until a reply. */
    CLOSED;

    /** The word in the database and in the API. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reverse of {@link #key()}; {@link IllegalArgumentException} for any other word. */
    public static ConversationState of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}

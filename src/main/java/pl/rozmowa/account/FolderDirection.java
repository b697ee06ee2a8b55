package pl.rozmowa.account;

import java.util.Locale;

/** Which side of a conversation a chosen folder holds. */
public enum FolderDirection {
    RECEIVED,
    SENT,
    /** Not chosen. */
    NONE;

    /** The word in the database and in the API. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reverse of {@link #key()}; {@link IllegalArgumentException} for any other word. */
    public static FolderDirection of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}

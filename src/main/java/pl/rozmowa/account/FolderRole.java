package pl.rozmowa.account;

import java.util.Locale;

/** What a folder is for (RFC 6154 §2), by its special use or else guessed by its name. */
public enum FolderRole {
    INBOX,
    SENT,
    DRAFTS,
    TRASH,
    JUNK,
    ARCHIVE,
    /** Holds a copy of everything (RFC 6154 {@code \All}). */
    ALL,
    OTHER;

    /** The word in the database and in the API. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reverse of {@link #key()}; {@link IllegalArgumentException} for any other word. */
    public static FolderRole of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}

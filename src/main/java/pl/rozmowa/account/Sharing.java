package pl.rozmowa.account;

import java.util.Locale;

/** Who besides its owner sees a mailbox. */
public enum Sharing {
    /** Every member of the project but guests. */
    PROJECT,
    /** Chosen members. */
    MEMBERS,
    /** Nobody. */
    PRIVATE;

    /** The word in the database and in the API. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reverse of {@link #key()}; {@link IllegalArgumentException} for any other word. */
    public static Sharing of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}

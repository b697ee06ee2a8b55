package pl.rozmowa.account;

import java.util.Locale;

/** How far a member reaches into a mailbox; each level includes those before it. */
public enum AccessLevel {
    READ,
    REPLY,
    MANAGE;

    /** The word in the database and in the API. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reverse of {@link #key()}; {@link IllegalArgumentException} for any other word. */
    public static AccessLevel of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** Whether this level is enough for what needs {@code other}. */
    public boolean includes(AccessLevel other) {
        return compareTo(other) >= 0;
    }
}

package pl.rozmowa.account;

import java.util.Locale;

/** How far a connection attempt has come. */
enum ConnectionStage {
    LOOKING_UP,
    CONNECTING,
    SIGNING_IN,
    READING_FOLDERS,
    DONE,
    FAILED;

    /** The word in the database and in the API. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ConnectionStage of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    boolean isOver() {
        return this == DONE || this == FAILED;
    }
}

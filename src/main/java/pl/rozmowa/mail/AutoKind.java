package pl.rozmowa.mail;

import java.util.Locale;

/** Mail that no person sat down to write to us. Such senders do not become contacts. */
public enum AutoKind {
    BOUNCE,
    AUTO_REPLY,
    LIST,
    NO_REPLY;

    /** The name by which it is stored and translated. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

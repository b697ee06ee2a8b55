package pl.rozmowa.conversation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a conversation is put. */
public enum Goal {
    ARCHIVE,
    /** A folder that the person named. */
    FOLDER,
    TRASH,
    /** Where it lay before it was put away; the inbox where nobody knows. */
    BACK;

    /** The word in the database and in the API. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reverse of {@link #key()}; {@link IllegalArgumentException} for any other word. */
    public static Goal of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** Where the conversation is kept meanwhile; null for the inbox. */
    @Nullable String shelf() {
        return switch (this) {
            case ARCHIVE, FOLDER, TRASH -> key();
            case BACK -> null;
        };
    }
}

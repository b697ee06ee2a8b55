package pl.rozmowa.sharing;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.platform.Problem;

/** What may be handed in about access. */
final class Wording {

    private static final Set<String> LEVELS = Set.of("read", "reply");
    private static final int LONGEST_NOTE = 1_000;

    private Wording() {}

    static String level(@Nullable String value) {
        if (value == null || !LEVELS.contains(value)) {
            throw Problem.invalid("level");
        }
        return value;
    }

    /** A few lines of plain text; null for nothing. */
    static @Nullable String note(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String note = value.strip();
        boolean plain =
                note.codePoints()
                        .allMatch(c ->
                                c == '\n'
                                        || c == '\r'
                                        || c == '\t'
                                        || (Character.getType(c) != Character.CONTROL
                                                && Character.getType(c) != Character.SURROGATE
                                                && (c < 0x202a || c > 0x202e)
                                                && (c < 0x2066 || c > 0x2069)));
        if (!plain || note.codePointCount(0, note.length()) > LONGEST_NOTE) {
            throw Problem.invalid("note");
        }
        return note;
    }
}

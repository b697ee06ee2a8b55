package pl.rozmowa.teamwork;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.platform.Problem;

/** Names that members give to things. */
final class Names {

    private static final int LONGEST = 60;

    private Names() {}

    /** 1 to 60 characters, some of them visible, no control and no direction-changing ones. */
    static String of(@Nullable String given) {
        if (given == null) {
            throw Problem.invalid("name");
        }
        String name =
                Normalizer.normalize(given, Normalizer.Form.NFC).strip().replaceAll("\\s+", " ");
        boolean visible = name.codePoints().anyMatch(Character::isLetterOrDigit);
        if (!visible
                || name.length() > LONGEST
                || name.codePoints().anyMatch(Names::isTreacherous)) {
            throw Problem.invalid("name");
        }
        return name;
    }

    /** Names that differ only in case are the same name. */
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static boolean isTreacherous(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED
                || type == Character.PRIVATE_USE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}

package pl.rozmowa.team;

import java.text.Normalizer;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.platform.Problem;

/** What a form may say; anything else is {@code invalid_input} with the name of the field. */
final class Fields {

    private static final Set<String> LANGUAGES = Set.of("pl", "en");
    private static final Set<String> THEMES = Set.of("system", "light", "dark");
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private Fields() {}

    /** A name of a person or project: 1 to 200 characters, no control and no direction-changing ones. */
    static String name(@Nullable String value, String field) {
        String name = Normalizer.normalize(required(value, field), Normalizer.Form.NFC).strip();
        boolean visible = name.codePoints().anyMatch(Fields::isVisible);
        if (!visible
                || name.codePointCount(0, name.length()) > 200
                || name.codePoints().anyMatch(Fields::isTreacherous)) {
            throw Problem.invalid(field);
        }
        return name;
    }

    /** An address that mail could be sent to, as far as its form can tell. */
    static EmailAddress email(@Nullable String value, String field) {
        EmailAddress email =
                EmailAddress.of(
                        Normalizer.normalize(required(value, field), Normalizer.Form.NFC).strip());
        String text = email.address();
        int at = text.lastIndexOf('@');
        boolean shaped =
                at > 0
                        && at < text.length() - 1
                        && text.indexOf('@') == at
                        && text.codePointCount(0, text.length()) <= 254
                        && text.codePoints().allMatch(Fields::isInAddress)
                        && !email.domain().startsWith(".")
                        && !email.domain().endsWith(".")
                        && !email.domain().contains("..");
        if (!shaped) {
            throw Problem.invalid(field);
        }
        return email;
    }

    /** A password as it is compared and stored: NFKC, at most 1,000 characters; whether it is good enough is asked elsewhere. */
    static String password(@Nullable String value, String field) {
        String typed = required(value, field);
        if (typed.length() > 2_000 || typed.codePointCount(0, typed.length()) > 1_000) {
            throw Problem.invalid(field);
        }
        return Normalizer.normalize(typed, Normalizer.Form.NFKC);
    }

    static String token(@Nullable String value, String field) {
        String token = required(value, field).strip();
        if (token.length() > 200) {
            throw Problem.invalid(field);
        }
        return token;
    }

    static String language(@Nullable String value) {
        return oneOf(LANGUAGES, value, "language");
    }

    static String theme(@Nullable String value) {
        return oneOf(THEMES, value, "theme");
    }

    static String zone(@Nullable String value) {
        return oneOf(ZONES, value, "timeZone");
    }

    static Role role(@Nullable String value) {
        return Role.ofCode(required(value, "role")).orElseThrow(() -> Problem.invalid("role"));
    }

    static UUID id(@Nullable String value, String field) {
        String text = required(value, field);
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw Problem.invalid(field).because(notAnId);
        }
    }

    private static String oneOf(Set<String> known, @Nullable String value, String field) {
        if (value == null || !known.contains(value)) {
            throw Problem.invalid(field);
        }
        return value;
    }

    private static String required(@Nullable String value, String field) {
        if (value == null || value.isEmpty() || value.length() > 10_000) {
            throw Problem.invalid(field);
        }
        return value;
    }

    private static boolean isVisible(int c) {
        return Character.isLetterOrDigit(c);
    }

    /** Control characters, line ends, half surrogates, and what turns the direction of writing around (RFC 9839, Unicode TR 36). */
    private static boolean isTreacherous(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
    }

    private static boolean isInAddress(int c) {
        return !isTreacherous(c)
                && !Character.isWhitespace(c)
                && !Character.isSpaceChar(c)
                && "<>()[]\\,;:\"".indexOf(c) < 0;
    }
}

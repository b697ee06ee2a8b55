package pl.rozmowa.provider;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Host and domain names as they come from people, DNS and XML. */
final class HostName {

    private static final Pattern LABELS =
            Pattern.compile(
                    "(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+");

    private HostName() {}

    /** Lower case ASCII without a final dot; empty for what is no name of at least two labels (RFC 1123 §2.1, RFC 5891). */
    static Optional<String> of(String text) {
        String trimmed = text.strip();
        String name = trimmed.endsWith(".") ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
        try {
            String ascii = IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            return LABELS.matcher(ascii).matches() && !isAddress(ascii)
                    ? Optional.of(ascii)
                    : Optional.empty();
        } catch (IllegalArgumentException notAName) {
            return Optional.empty();
        }
    }

    private static boolean isAddress(String name) {
        return name.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    }
}

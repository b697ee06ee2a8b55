package pl.rozmowa.provider;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What could be found out about an address without sending any password.
 *
 * @param provider the row whose servers these are; {@code other} when nobody knows them
 * @param source where the settings come from
 * @param imap null when they must be typed in
 * @param smtp null when they must be typed in
 * @param needsOAuth a password can't work here
 */
public record Discovered(
        MailProvider provider,
        Source source,
        @Nullable FoundServer imap,
        @Nullable FoundServer smtp,
        boolean needsOAuth) {

    /** In the order in which they are tried. */
    public enum Source {
        CATALOGUE,
        AUTOCONFIG,
        MX,
        SRV,
        GUESS,
        NONE;

        /** The word in the API. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whatever came from DNS, HTTP or guessing must be seen and confirmed by the user before a password goes there. */
    public boolean confirm() {
        return source != Source.CATALOGUE;
    }
}

package pl.rozmowa.team;

import org.jspecify.annotations.Nullable;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.platform.Problem;

/** Addresses as people type them; for the other rooms. */
public final class Addresses {

    private Addresses() {}

    /** @throws Problem {@code invalid_input} with that field, for what no mail could be sent to */
    public static EmailAddress of(@Nullable String typed, String field) {
        return Fields.email(typed, field);
    }
}

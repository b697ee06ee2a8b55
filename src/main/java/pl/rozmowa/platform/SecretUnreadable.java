package pl.rozmowa.platform;

import org.jspecify.annotations.Nullable;

/** A sealed value that this installation's key does not open, or not in this place. */
public final class SecretUnreadable extends RuntimeException {

    private static final long serialVersionUID = 1;

    SecretUnreadable(@Nullable Throwable cause) {
        super("a sealed value could not be opened", cause);
    }
}

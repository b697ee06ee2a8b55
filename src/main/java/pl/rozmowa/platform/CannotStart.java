package pl.rozmowa.platform;

import org.jspecify.annotations.Nullable;

/** Why Rozmowa refuses to start, for the operator's console: what is wrong, and what to do about it. */
public final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String action;

    CannotStart(String description, String action, @Nullable Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    CannotStart(String description, String action) {
        this(description, action, null);
    }

    /** What the operator can do. */
    public String action() {
        return action;
    }
}

package pl.rozmowa.account;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where a mailbox stands. */
public enum AccountState {
    /** Signed in; the folders are not chosen yet. */
    CHOOSING,
    /** The window is being read for the first time, or folders were added. */
    BACKFILLING,
    /** Up to date and listening. */
    LIVE,
    /** Something failed; tried again later by itself. */
    BACKING_OFF,
    /** The provider refuses the credentials: only the user can mend that. */
    NEEDS_SIGN_IN,
    /** The provider asked for quiet. */
    PAUSED,
    /** A person asked for quiet: nothing is read until somebody resumes. Sending goes on. */
    ON_HOLD,
    /** Being disconnected with its history kept; outstanding parts are still fetched. */
    DISCONNECTING,
    /** History only; there are no credentials. */
    DISCONNECTED;

    /** The word in the database and in the API. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reverse of {@link #key()}; {@link IllegalArgumentException} for any other word. */
    public static AccountState of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** The words of all states in which the engine has work with a mailbox. */
    public static List<String> workableKeys() {
        return Arrays.stream(values())
                .filter(AccountState::workable)
                .map(AccountState::key)
                .toList();
    }

    /** Whether the engine has work with a mailbox in this state. */
    public boolean workable() {
        return switch (this) {
            case BACKFILLING, LIVE, BACKING_OFF, PAUSED, DISCONNECTING -> true;
            case CHOOSING, NEEDS_SIGN_IN, ON_HOLD, DISCONNECTED -> false;
        };
    }
}

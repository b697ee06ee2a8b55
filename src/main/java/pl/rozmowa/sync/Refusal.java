package pl.rozmowa.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.account.FailureReason;
import pl.rozmowa.imap.ImapFailure;

/**
 * Why a wish was not carried out.
 *
 * @param reason the code under which it is shown; the web app has the words
 * @param patience how often it is tried before only a person has it tried again
 */
record Refusal(String reason, int patience) {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final int SHORT = 3;
    private static final int LONG = 10;

    /** The folder's UIDs are others now: the next look at it tells which. */
    static final Refusal RENUMBERED = new Refusal("renumbered", LONG);

    /** It lies where it is no longer to be found: the next look tells where, or that it is gone. */
    static final Refusal NOT_FOUND = new Refusal("gone_from_server", SHORT);

    static final Refusal GONE = new Refusal("gone_from_server", 1);
    static final Refusal READ_ONLY = new Refusal("read_only", 1);
    static final Refusal FOLDER_GONE = new Refusal("folder_gone", 1);

    /** The server said yes and didn't do it. */
    static final Refusal NOT_KEPT = new Refusal("server_did_not_keep", SHORT);

    /** What a tagged NO means (RFC 5530 §3); a bare one may be of the moment or for good. */
    static Refusal of(ImapFailure failure) {
        if (!(failure instanceof ImapFailure.ServerSaidNo no)) {
            return new Refusal(FailureReason.of(failure), LONG);
        }
        return switch (no.code()) {
            case "NOPERM" -> new Refusal("no_permission", 1);
            case "NONEXISTENT", "TRYCREATE" -> FOLDER_GONE;
            case "OVERQUOTA" -> new Refusal("over_quota", 1);
            case "CANNOT" -> new Refusal("cannot_move", 1);
            case "INUSE", "UNAVAILABLE", "LIMIT", "SERVERBUG" -> new Refusal("server_busy", LONG);
            default -> new Refusal("server_said_no", SHORT);
        };
    }

    /** When it is tried again; null when that is for a person to say. */
    @Nullable Instant again(int attempts, Clock clock) {
        if (attempts + 1 >= patience) {
            return null;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 10));
        return clock.instant().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }
}

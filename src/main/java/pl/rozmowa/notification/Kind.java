package pl.rozmowa.notification;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a member can be told of, with the channels that whoever chose none is told through. */
enum Kind {
    /** They were made responsible for a conversation, or named to work on it. */
    ASSIGNED(Channels.ALL),
    /** A colleague named them in a note. */
    MENTIONED(Channels.ALL),
    /** A client wrote in a conversation that they are responsible for or work on. */
    REPLY_IN_MINE(Channels.ALL),
    /** A conversation began in a mailbox that they reach, and nobody is responsible. */
    NEW_UNASSIGNED(new Channels(true, false, false)),
    /** A mailbox that they manage needs somebody. */
    MAILBOX_TROUBLE(Channels.ALL),
    /** A conversation was opened to them. */
    SHARED_WITH_ME(Channels.ALL),
    /** Somebody asks to see a conversation that they may share. */
    ACCESS_REQUESTED(Channels.ALL),
    /** The moment until which a conversation of theirs was put off has come. */
    SNOOZE_OVER(Channels.ALL);

    private final Channels usual;

    Kind(Channels usual) {
        this.usual = usual;
    }

    /**
     * Where something is told.
     *
     * @param email in the digest
     */
    record Channels(boolean inApp, boolean push, boolean email) {
        static final Channels ALL = new Channels(true, true, true);
    }

    Channels usual() {
        return usual;
    }

    @JsonValue
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Kind> find(@Nullable String key) {
        return Stream.of(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }

    static Kind stored(String key) {
        return find(key).orElseThrow(() -> new IllegalStateException("no kind " + key));
    }
}

package pl.rozmowa.teamwork;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import pl.rozmowa.conversation.Reached;
import pl.rozmowa.platform.Problem;

/**
 * Tells what others brought into a conversation since a moment. The moment is a snapshot of the database ({@code pg_current_snapshot()})
 * and not a time, so that what was committed late, though begun early, counts as having come.
 */
@Component
public class Meanwhile {

    /** Transaction ids mean nothing in a restored database: what came in well before the moment is not news, whatever its id says. */
    private static final Duration SLOWEST_COMMIT = Duration.ofHours(1);

    private static final Pattern MARK = Pattern.compile("([0-9]{1,15})@([0-9:,]{3,4000})");

    private final MeanwhileQuery query;
    private final Clock clock;

    Meanwhile(MeanwhileQuery query, Clock clock) {
        this.query = query;
        this.clock = clock;
    }

    /**
     * Something that came: that it came and who brought it, never what it says.
     *
     * @param kind {@code email} from outside, {@code reply} of ours, or {@code note}
     * @param who a name
     */
    public record Came(String kind, UUID id, String who, Instant at) {}

    /** The mark of this moment; opaque to whoever carries it. */
    public String mark() {
        return clock.millis() + "@" + query.snapshot();
    }

    /**
     * What others brought since, in the order of time; what stands above the answered email does not count.
     *
     * @param asOf a mark
     * @throws Problem {@code invalid_input} for what is no mark
     */
    public List<Came> since(
            Reached conversation, UUID memberId, UUID answeredEmailId, String asOf) {
        Matcher mark = MARK.matcher(asOf);
        if (!mark.matches() || !query.isSnapshot(mark.group(2))) {
            throw Problem.invalid("asOf");
        }
        Instant begun = Instant.ofEpochMilli(Long.parseLong(mark.group(1)));
        return query.since(
                conversation,
                memberId,
                answeredEmailId,
                mark.group(2),
                begun.minus(SLOWEST_COMMIT));
    }
}

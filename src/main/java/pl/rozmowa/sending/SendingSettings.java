package pl.rozmowa.sending;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patiently mail is sent.
 *
 * @param firstRetry how long to wait after the first failure that may pass; doubles with each, up to 15 minutes
 * @param giveUpAfter then it is shown as not sent, and a person decides
 * @param answer how long a server may take for each reply, and ten times that for the one to a whole message
 */
@ConfigurationProperties("rozmowa.sending")
public record SendingSettings(
        @DefaultValue("5s") Duration firstRetry,
        @DefaultValue("4h") Duration giveUpAfter,
        @DefaultValue("60s") Duration answer) {

    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** Before the try after {@code attempts} failed ones. */
    Duration pause(int attempts) {
        Duration grown = firstRetry.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 20));
        return grown.compareTo(LONGEST) > 0 ? LONGEST : grown;
    }
}

package pl.rozmowa.notification;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How browsers are told.
 *
 * @param allowedPushHosts push services off the open internet that may be reached all the same, as {@code name:port}
 * @param firstRetry how long to wait after the first failure that may pass; doubles with each, up to an hour
 */
@ConfigurationProperties("rozmowa.notification")
public record NotificationSettings(
        @DefaultValue List<String> allowedPushHosts, @DefaultValue("10s") Duration firstRetry) {

    private static final Duration LONGEST = Duration.ofHours(1);

    /** Before the try after {@code attempts} failed ones. */
    Duration pause(int attempts) {
        Duration grown = firstRetry.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 16));
        return grown.compareTo(LONGEST) > 0 ? LONGEST : grown;
    }
}

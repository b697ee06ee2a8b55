package pl.rozmowa.governor;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The manners that an operator may change.
 *
 * @param loginsPerSecond sign-ins a second at one host, as long as few mailboxes are there
 * @param loginShare of many mailboxes at one host, the share that may sign in within a second: after an outage they come back spread
 * @param loginsPerSecondInAll sign-ins a second at all hosts together: each costs a TLS handshake
 */
@ConfigurationProperties("rozmowa.governor")
public record GovernorSettings(
        @DefaultValue("15") int loginsPerSecond,
        @DefaultValue("0.015") double loginShare,
        @DefaultValue("200") int loginsPerSecondInAll) {

    public GovernorSettings {
        if (loginsPerSecond < 1
                || loginsPerSecondInAll < 1
                || !(loginShare > 0 && loginShare <= 1)) {
            throw new IllegalArgumentException(
                    "rozmowa.governor: at least one sign-in a second, and a share above 0 and up to 1");
        }
    }
}

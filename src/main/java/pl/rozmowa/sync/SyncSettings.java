package pl.rozmowa.sync;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the engine works.
 *
 * @param enabled whether this node synchronises mailboxes at all
 * @param poll how often the folders other than the inbox are looked at; a little more or less each time
 * @param notifyExtension whether servers that can (RFC 5465) are asked to tell of the other folders by themselves; some then keep a process for
 *     each mailbox that would sleep otherwise
 * @param wholeUpTo messages of at most so many octets are fetched whole, of larger ones first what people read
 * @param backfills how many mailboxes are read for the first time at once; each holds some 20 MB while it is
 */
@ConfigurationProperties("rozmowa.sync")
public record SyncSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("2m") Duration poll,
        @DefaultValue("true") boolean notifyExtension,
        @DefaultValue("65536") int wholeUpTo,
        @DefaultValue("8") int backfills) {}

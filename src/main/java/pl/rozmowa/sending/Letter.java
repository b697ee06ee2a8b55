package pl.rozmowa.sending;

import java.time.ZonedDateTime;
import java.util.List;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.mail.MessageId;

/**
 * What an outgoing email says; {@link ComposeEmail} turns it into a message.
 *
 * @param at in the zone of whoever writes
 * @param thread the ids that it answers, oldest first, the answered one last; empty when it answers none
 */
record Letter(
        EmailAddress from,
        List<EmailAddress> to,
        List<EmailAddress> cc,
        String subject,
        ZonedDateTime at,
        MessageId id,
        List<MessageId> thread,
        String text,
        String html) {}

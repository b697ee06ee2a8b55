package pl.rozmowa.account;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.provider.MailProvider;

/**
 * Where a password may be sent: known from the provider table, or seen and confirmed by the user.
 *
 * @param imapLogins user names in the order in which they are tried; never more than two
 * @param smtpLogin null for the one that the receiving server took
 */
record ServerSettings(
        MailProvider provider,
        Endpoint imap,
        List<String> imapLogins,
        Endpoint smtp,
        @Nullable String smtpLogin) {}

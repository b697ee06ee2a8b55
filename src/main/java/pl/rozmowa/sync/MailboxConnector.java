package pl.rozmowa.sync;

import java.util.Map;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.Credentials;
import pl.rozmowa.account.MailAccount;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;
import pl.rozmowa.imap.ImapLimits;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.mail.SignIn;
import pl.rozmowa.platform.Dialer;
import pl.rozmowa.platform.TlsPolicy;
import pl.rozmowa.provider.MailProvider;
import pl.rozmowa.provider.ProviderCatalog;

/** Opens a signed-in connection to a mailbox. */
@Component
class MailboxConnector {

    private final Dialer dialer;
    private final TlsPolicy tls;
    private final Credentials credentials;
    private final ProviderCatalog providers;

    MailboxConnector(
            Dialer dialer, TlsPolicy tls, Credentials credentials, ProviderCatalog providers) {
        this.dialer = dialer;
        this.tls = tls;
        this.credentials = credentials;
        this.providers = providers;
    }

    /**
     * @throws ImapException with the reason; the connection is closed then
     * @throws CredentialsGone when there is no password any more
     */
    ImapConnection connect(MailAccount account) throws ImapException {
        String password =
                credentials
                        .open(account.projectId(), account.id())
                        .orElseThrow(() -> new CredentialsGone(account.id()));
        MailProvider provider = providers.get(account.provider());
        ImapConnection connection =
                ImapConnection.open(
                        endpoint(account),
                        dialer,
                        tls.atMostTls12(provider.maxTls12()),
                        ImapLimits.standard());
        try {
            connection.signIn(new SignIn.Password(account.imapLogin(), password));
            connection.id(Map.of("name", "Rozmowa"));
            if (connection.offers("QRESYNC") && !provider.quirks().qresyncBroken()) {
                connection.enable("QRESYNC");
            }
            return connection;
        } catch (ImapException e) {
            connection.close();
            throw e;
        }
    }

    private static Endpoint endpoint(MailAccount account) {
        return new Endpoint(
                account.imap().host(),
                account.imap().port(),
                switch (account.imap().security()) {
                    case TLS -> Endpoint.Security.TLS;
                    case STARTTLS -> Endpoint.Security.STARTTLS;
                    case PLAIN -> Endpoint.Security.PLAIN;
                });
    }
}

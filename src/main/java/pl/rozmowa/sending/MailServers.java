package pl.rozmowa.sending;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.Credentials;
import pl.rozmowa.account.Folder;
import pl.rozmowa.account.FolderDirection;
import pl.rozmowa.account.FolderRole;
import pl.rozmowa.account.MailAccount;
import pl.rozmowa.account.MailAccounts;
import pl.rozmowa.account.MailboxConnections;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;
import pl.rozmowa.mail.SignIn;
import pl.rozmowa.platform.Dialer;
import pl.rozmowa.platform.TlsPolicy;
import pl.rozmowa.provider.MailProvider;
import pl.rozmowa.provider.ProviderCatalog;
import pl.rozmowa.smtp.SmtpConnection;
import pl.rozmowa.smtp.SmtpException;

/** Signed-in connections to a mailbox's two servers, and the folders in which its sent mail lies. */
@Component
class MailServers {

    private final Dialer dialer;
    private final TlsPolicy tls;
    private final Credentials credentials;
    private final ProviderCatalog providers;
    private final MailAccounts accounts;
    private final MailboxConnections connections;
    private final SendingSettings settings;

    MailServers(
            Dialer dialer,
            TlsPolicy tls,
            Credentials credentials,
            ProviderCatalog providers,
            MailAccounts accounts,
            MailboxConnections connections,
            SendingSettings settings) {
        this.dialer = dialer;
        this.tls = tls;
        this.credentials = credentials;
        this.providers = providers;
        this.accounts = accounts;
        this.connections = connections;
        this.settings = settings;
    }

    MailProvider provider(MailAccount account) {
        return providers.get(account.provider());
    }

    /** Empty when there are no credentials any more: the mailbox was disconnected. */
    Optional<String> password(MailAccount account) {
        return credentials.open(account.projectId(), account.id());
    }

    SmtpConnection smtp(MailAccount account, String password) throws SmtpException {
        SmtpConnection connection =
                SmtpConnection.open(account.smtp(), dialer, policy(account), settings.answer());
        try {
            connection.signIn(new SignIn.Password(account.smtpLogin(), password));
            return connection;
        } catch (SmtpException e) {
            connection.close();
            throw e;
        }
    }

    ImapConnection imap(MailAccount account) throws ImapException {
        return connections.openForPerson(account);
    }

    /** Where a message that was sent may lie: Sent first, then the folder of all mail. */
    List<Folder> sentFolders(MailAccount account) {
        return accounts.folders(account.projectId(), account.id()).stream()
                .filter(folder -> folder.selectable() && !folder.vanished())
                .filter(folder -> isSent(folder) || folder.role() == FolderRole.ALL)
                .sorted(
                        Comparator.comparing((Folder folder) -> !isSent(folder))
                                .thenComparing(folder -> !folder.chosen())
                                .thenComparing(folder -> folder.role() != FolderRole.SENT))
                .toList();
    }

    static boolean isSent(Folder folder) {
        return folder.countsAs() == FolderRole.SENT || folder.direction() == FolderDirection.SENT;
    }

    private TlsPolicy policy(MailAccount account) {
        return tls.atMostTls12(provider(account).maxTls12());
    }
}

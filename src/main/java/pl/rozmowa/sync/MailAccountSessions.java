package pl.rozmowa.sync;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.DisconnectAccount;
import pl.rozmowa.account.MailAccount;
import pl.rozmowa.account.MailAccounts;
import pl.rozmowa.provider.ProviderCatalog;

/** Begins sessions, and holds what all of them work with. */
@Component
class MailAccountSessions {

    final MailAccounts accounts;
    final ProviderCatalog providers;
    final MailboxConnector connector;
    final FolderSync folders;
    final CursorTable cursors;
    final OutstandingAttachments attachments;
    final DisconnectAccount disconnect;
    final SyncSettings settings;
    final Clock clock;

    MailAccountSessions(
            MailAccounts accounts,
            ProviderCatalog providers,
            MailboxConnector connector,
            FolderSync folders,
            CursorTable cursors,
            OutstandingAttachments attachments,
            DisconnectAccount disconnect,
            SyncSettings settings,
            Clock clock) {
        this.accounts = accounts;
        this.providers = providers;
        this.connector = connector;
        this.folders = folders;
        this.cursors = cursors;
        this.attachments = attachments;
        this.disconnect = disconnect;
        this.settings = settings;
        this.clock = clock;
    }

    MailAccountSession begin(Lease lease) {
        MailAccountSession session = new MailAccountSession(lease, this);
        session.start();
        return session;
    }

    /** The mailbox as it is now; empty where the engine has no work with it any more. */
    Optional<Mailbox> mailbox(Lease lease) {
        return accounts.find(lease.projectId(), lease.accountId())
                .filter(account -> account.state().workable())
                .map(account -> mailbox(account, lease));
    }

    private Mailbox mailbox(MailAccount account, Lease lease) {
        return new Mailbox(
                account,
                providers.get(account.provider()),
                accounts.ownAddresses(account.projectId(), account.id()),
                lease);
    }
}

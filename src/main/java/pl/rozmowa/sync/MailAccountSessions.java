package pl.rozmowa.sync;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.account.AccountState;
import pl.rozmowa.account.DisconnectAccount;
import pl.rozmowa.account.Folder;
import pl.rozmowa.account.FolderRole;
import pl.rozmowa.account.MailAccount;
import pl.rozmowa.account.MailAccounts;
import pl.rozmowa.account.MailboxConnections;
import pl.rozmowa.governor.HostGates;
import pl.rozmowa.governor.Traffic;
import pl.rozmowa.provider.ProviderCatalog;

/** Begins sessions, and holds what all of them work with. */
@Component
class MailAccountSessions {

    final MailAccounts accounts;
    final ProviderCatalog providers;
    final MailboxConnections connections;
    final FolderSync folders;
    final FolderVisits visits;
    final OutstandingAttachments attachments;
    final WriteBack writeBack;
    final DisconnectAccount disconnect;
    final ByteBudget budget;
    private final LeaseTable leases;
    private final TransactionTemplate transactions;
    final HostGates gates;
    final Traffic traffic;
    final Clock clock;
    final SyncSettings settings;

    /** One permit for each mailbox that may be read for the first time at once on this node. */
    final Semaphore backfills;

    MailAccountSessions(
            MailAccounts accounts,
            ProviderCatalog providers,
            MailboxConnections connections,
            FolderSync folders,
            FolderVisits visits,
            OutstandingAttachments attachments,
            WriteBack writeBack,
            DisconnectAccount disconnect,
            ByteBudget budget,
            LeaseTable leases,
            TransactionTemplate transactions,
            HostGates gates,
            Traffic traffic,
            Clock clock,
            SyncSettings settings) {
        this.accounts = accounts;
        this.providers = providers;
        this.connections = connections;
        this.folders = folders;
        this.visits = visits;
        this.attachments = attachments;
        this.writeBack = writeBack;
        this.disconnect = disconnect;
        this.budget = budget;
        this.leases = leases;
        this.transactions = transactions;
        this.gates = gates;
        this.traffic = traffic;
        this.clock = clock;
        this.settings = settings;
        this.backfills = new Semaphore(settings.backfills(), true);
    }

    /**
     * The mailbox enters a state by the word of whoever holds its lease.
     *
     * @return whether that is still so
     */
    boolean becomes(Lease lease, AccountState state, @Nullable String reason) {
        return Boolean.TRUE.equals(
                transactions.execute(_ -> {
                    if (!leases.isHeld(lease)) {
                        return false;
                    }
                    accounts.becomes(lease.projectId(), lease.accountId(), state, reason);
                    return true;
                }));
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

    /** What is to be read of a mailbox, the most urgent first. Drafts belong to their writer alone and are nobody's conversation. */
    List<Folder> folders(Lease lease) {
        return accounts.chosenFolders(lease.projectId(), lease.accountId()).stream()
                .filter(folder -> folder.role() != FolderRole.DRAFTS && folder.selectable())
                .sorted(Comparator.comparingInt(MailAccountSessions::urgency))
                .toList();
    }

    private static int urgency(Folder folder) {
        return switch (folder.role()) {
            case INBOX -> 0;
            case SENT -> 1;
            case OTHER -> 2;
            case ARCHIVE -> 3;
            case ALL -> 4;
            case JUNK, TRASH -> 5;
            case DRAFTS -> 6;
        };
    }

    private Mailbox mailbox(MailAccount account, Lease lease) {
        return new Mailbox(
                account,
                providers.get(account.provider()),
                accounts.ownAddresses(account.projectId(), account.id()),
                lease);
    }
}

package pl.rozmowa.account;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.imap.FolderListing;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.provider.ProviderCatalog;
import pl.rozmowa.team.CurrentMember;

/** Reads the folders of a connected mailbox anew. The server is asked between two transactions, never inside one. */
@Service
class RefreshFolders {

    private final TransactionTemplate transaction;
    private final Access access;
    private final FolderTable folders;
    private final Credentials credentials;
    private final SignInToServers servers;
    private final ProviderCatalog catalog;
    private final LiveUpdates live;

    RefreshFolders(
            TransactionTemplate transaction,
            Access access,
            FolderTable folders,
            Credentials credentials,
            SignInToServers servers,
            ProviderCatalog catalog,
            LiveUpdates live) {
        this.transaction = transaction;
        this.access = access;
        this.folders = folders;
        this.credentials = credentials;
        this.servers = servers;
        this.catalog = catalog;
        this.live = live;
    }

    /** A mailbox that waits for a new password is not tried with the old one again. */
    void refresh(CurrentMember who, UUID accountId) {
        record Known(MailAccount account, String password) {}
        Known known =
                transaction.execute(tx -> {
                    MailAccount account = access.managed(who, accountId);
                    if (account.needsSignIn()) {
                        throw new Problem("password_refused", 409);
                    }
                    String password =
                            credentials
                                    .open(who.projectId(), accountId)
                                    .orElseThrow(() -> new Problem("mailbox_disconnected", 409));
                    return new Known(account, password);
                });
        List<FolderListing> listed = read(known.account(), known.password());
        transaction.executeWithoutResult(tx -> {
            access.managed(who, accountId);
            folders.store(who.projectId(), accountId, listed);
            live.publish(
                    new LiveEvent(
                            who.projectId(),
                            "account",
                            accountId,
                            null,
                            null,
                            Map.of("change", "folders")));
        });
    }

    private List<FolderListing> read(MailAccount account, String password) {
        ServerSettings settings =
                new ServerSettings(
                        catalog.get(account.provider()),
                        account.imap(),
                        List.of(account.imapLogin()),
                        account.smtp(),
                        account.smtpLogin());
        try {
            return servers.readFolders(settings, password);
        } catch (CannotConnect e) {
            throw new Problem(e.failure().code(), 502, e.failure().args()).because(e);
        }
    }
}

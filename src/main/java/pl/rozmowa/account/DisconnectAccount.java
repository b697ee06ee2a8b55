package pl.rozmowa.account;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.Audit;
import pl.rozmowa.team.CurrentMember;

/** Takes a mailbox out of Rozmowa, with its history kept or deleted. Nothing on the provider's server is touched. */
@Service
public class DisconnectAccount {

    private final TransactionTemplate transaction;
    private final Access access;
    private final AccountTable accounts;
    private final LossTable losses;
    private final Credentials credentials;
    private final ShareAccount sharing;
    private final List<AccountRemoval> removals;
    private final LiveUpdates live;
    private final Audit audit;

    DisconnectAccount(
            TransactionTemplate transaction,
            Access access,
            AccountTable accounts,
            LossTable losses,
            Credentials credentials,
            ShareAccount sharing,
            List<AccountRemoval> removals,
            LiveUpdates live,
            Audit audit) {
        this.transaction = transaction;
        this.access = access;
        this.accounts = accounts;
        this.losses = losses;
        this.credentials = credentials;
        this.sharing = sharing;
        this.removals = removals;
        this.live = live;
        this.audit = audit;
    }

    /** What would be lost, before anybody decides. */
    LossTable.Loss preview(CurrentMember who, UUID accountId) {
        access.manages(who, accountId);
        return losses.of(who.projectId(), accountId);
    }

    void disconnect(CurrentMember who, UUID accountId, @Nullable String history) {
        switch (history == null ? "" : history) {
            case "keep" ->
                    transaction.executeWithoutResult(
                            tx -> keep(who, access.managed(who, accountId)));
            case "delete" ->
                    transaction.executeWithoutResult(
                            tx -> delete(who, access.managed(who, accountId)));
            default -> throw Problem.invalid("history");
        }
    }

    /**
     * Ends a disconnection whose history is kept: called by the engine once it has fetched what was outstanding, or given up on it. The
     * credentials go; the mailbox stays, to be read. Does nothing when the mailbox was taken up again meanwhile.
     */
    public void finish(UUID projectId, UUID accountId) {
        transaction.executeWithoutResult(tx -> {
            if (accounts.disconnected(projectId, accountId)) {
                credentials.destroy(projectId, accountId);
                tell(projectId, accountId, AccountState.DISCONNECTED);
            }
        });
    }

    /** The engine only gets time where it can still sign in and there is something left to fetch. */
    private void keep(CurrentMember who, MailAccount account) {
        if (account.state() == AccountState.DISCONNECTED) {
            return;
        }
        audit.note(who, "mailbox_disconnected", account.id());
        boolean outstanding = losses.isSomethingLeft(account.projectId(), account.id());
        accounts.enter(account.projectId(), account.id(), AccountState.DISCONNECTING, null);
        if (canStillFetch(account) && outstanding) {
            tell(account.projectId(), account.id(), AccountState.DISCONNECTING);
        } else {
            finish(account.projectId(), account.id());
        }
    }

    private static boolean canStillFetch(MailAccount account) {
        return account.state().workable()
                || (account.state() == AccountState.ON_HOLD && !account.needsSignIn());
    }

    private void delete(CurrentMember who, MailAccount account) {
        accounts.lock(account.projectId(), account.id());
        List<UUID> audience = accounts.audience(account.projectId(), account.id());
        removals.forEach(removal -> removal.removing(account.projectId(), account.id()));
        accounts.delete(account.projectId(), account.id());
        audit.note(who, "mailbox_deleted", account.id());
        audience.forEach(member -> sharing.tellGone(account, member));
    }

    private void tell(UUID projectId, UUID accountId, AccountState state) {
        live.publish(
                new LiveEvent(
                        projectId, "account", accountId, null, null, Map.of("state", state.key())));
    }
}

package pl.rozmowa.account;

import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.team.CurrentMember;

/** Sets whether what the mailbox's owner reads here is marked as seen at the provider. */
@Service
class MarkSeen {

    private final TransactionTemplate transaction;
    private final Access access;
    private final AccountTable accounts;
    private final LiveUpdates live;

    MarkSeen(
            TransactionTemplate transaction,
            Access access,
            AccountTable accounts,
            LiveUpdates live) {
        this.transaction = transaction;
        this.access = access;
        this.accounts = accounts;
        this.live = live;
    }

    void set(CurrentMember who, UUID accountId, boolean wanted) {
        transaction.executeWithoutResult(tx -> {
            MailAccount account = access.managed(who, accountId);
            accounts.markSeen(account.projectId(), account.id(), wanted);
            live.publish(LiveEvent.ofAccount(account.projectId(), account.id()));
        });
    }
}

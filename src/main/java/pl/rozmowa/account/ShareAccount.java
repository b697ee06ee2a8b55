package pl.rozmowa.account;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.team.Audit;
import pl.rozmowa.team.CurrentMember;
import pl.rozmowa.team.Members;

/** Changes who sees a mailbox. Those who lose it are told too, so that their open pages go. */
@Service
class ShareAccount {

    private final TransactionTemplate transaction;
    private final Access access;
    private final AccountTable accounts;
    private final Members members;
    private final LiveUpdates live;
    private final Audit audit;

    ShareAccount(
            TransactionTemplate transaction,
            Access access,
            AccountTable accounts,
            Members members,
            LiveUpdates live,
            Audit audit) {
        this.transaction = transaction;
        this.access = access;
        this.accounts = accounts;
        this.members = members;
        this.live = live;
        this.audit = audit;
    }

    void share(
            CurrentMember who,
            UUID accountId,
            @Nullable String sharing,
            @Nullable List<Shares.Share> shares) {
        transaction.executeWithoutResult(
                tx -> apply(who, access.managed(who, accountId), sharing, shares));
    }

    /** Inside the open transaction, with the mailbox locked. */
    void apply(
            CurrentMember who,
            MailAccount account,
            @Nullable String sharing,
            @Nullable List<Shares.Share> shares) {
        Shares wanted = Shares.of(sharing, shares, account, members.active(account.projectId()));
        List<UUID> before = accounts.audience(account.projectId(), account.id());
        accounts.share(account.projectId(), account.id(), wanted.sharing(), wanted.chosen());
        List<UUID> after = accounts.audience(account.projectId(), account.id());
        audit.note(who, "mailbox_shared_" + wanted.sharing().key(), account.id());
        live.publish(LiveEvent.ofAccount(account.projectId(), account.id()));
        before.stream()
                .filter(member -> !after.contains(member))
                .forEach(member -> tellGone(account, member));
    }

    /** To one member, about a mailbox that they no longer see. */
    void tellGone(MailAccount account, UUID memberId) {
        live.publish(
                new LiveEvent(
                        account.projectId(),
                        "account",
                        null,
                        null,
                        memberId,
                        Map.of("gone", account.id().toString())));
    }
}

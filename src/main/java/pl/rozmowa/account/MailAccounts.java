package pl.rozmowa.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.imap.FolderListing;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;

/**
 * The connected mailboxes as the engine and the sender see them. No member asks here, so no access rule applies: what a
 * member sees goes through {@link AccountsApi}.
 */
@Service
public class MailAccounts {

    private final AccountTable accounts;
    private final FolderTable folders;
    private final HoldTable holds;
    private final Notices notices;
    private final TransactionTemplate transaction;
    private final LiveUpdates live;

    MailAccounts(
            AccountTable accounts,
            FolderTable folders,
            HoldTable holds,
            Notices notices,
            TransactionTemplate transaction,
            LiveUpdates live) {
        this.accounts = accounts;
        this.folders = folders;
        this.holds = holds;
        this.notices = notices;
        this.transaction = transaction;
        this.live = live;
    }

    /** The mailbox, if there is one. */
    public Optional<MailAccount> find(UUID projectId, UUID accountId) {
        return accounts.find(projectId, accountId);
    }

    /** All folders of a mailbox, vanished ones too. */
    public List<Folder> folders(UUID projectId, UUID accountId) {
        return folders.of(projectId, accountId);
    }

    /** The chosen folders of a mailbox that are still on the server. */
    public List<Folder> chosenFolders(UUID projectId, UUID accountId) {
        return folders.of(projectId, accountId).stream()
                .filter(f -> f.chosen() && !f.vanished())
                .toList();
    }

    /** The mailbox's own addresses, as they are compared: its address and its aliases. */
    public Set<String> ownAddresses(UUID projectId, UUID accountId) {
        Set<String> keys = new TreeSet<>();
        accounts.find(projectId, accountId)
                .ifPresent(account -> {
                    keys.add(account.addressKey());
                    account.aliases().forEach(alias -> keys.add(EmailAddress.of(alias).key()));
                });
        return keys;
    }

    /** The server's folders as they are now: new ones are added, missing ones marked and kept, found ones taken up again. */
    public void listed(UUID projectId, UUID accountId, List<FolderListing> listing) {
        transaction.executeWithoutResult(tx -> {
            folders.store(projectId, accountId, listing);
            Map<String, String> data = Map.of("change", "folders");
            live.publish(new LiveEvent(projectId, "account", accountId, null, null, data));
        });
    }

    /**
     * The mailbox enters a state, and those who see it are told. Never leaves {@code disconnecting}, {@code disconnected} or {@code on_hold}:
     * those are the user's word.
     *
     * @param reason failure code behind it, null where there is none
     * @return false when the mailbox is gone, being disconnected, on hold, or in that state for that reason already
     */
    public boolean becomes(
            UUID projectId, UUID accountId, AccountState state, @Nullable String reason) {
        return Boolean.TRUE.equals(
                transaction.execute(tx -> {
                    if (!accounts.enter(projectId, accountId, state, reason)) {
                        if (state == AccountState.NEEDS_SIGN_IN) {
                            refusedMeanwhile(projectId, accountId, reason);
                        }
                        return false;
                    }
                    if (state == AccountState.NEEDS_SIGN_IN) {
                        notices.tellOf(projectId, accountId);
                    }
                    Map<String, String> data = Map.of("state", state.key(), "by", "engine");
                    live.publish(new LiveEvent(projectId, "account", accountId, null, null, data));
                    return true;
                }));
    }

    private void refusedMeanwhile(UUID projectId, UUID accountId, @Nullable String reason) {
        if (holds.refusedMeanwhile(
                projectId, accountId, reason == null ? "password_refused" : reason)) {
            Map<String, String> data = Map.of("changed", "reason");
            live.publish(new LiveEvent(projectId, "account", accountId, null, null, data));
        }
    }

    /**
     * Somebody asked for another look at the mailbox, inside the open transaction. One that is up to date goes through all its folders at
     * once; the engine is not woken where its provider asked for quiet or nobody reads it.
     */
    public void lookAgain(UUID projectId, UUID accountId) {
        accounts.find(projectId, accountId)
                .ifPresent(account -> {
                    boolean awake =
                            switch (account.state()) {
                                case LIVE -> {
                                    accounts.enter(
                                            projectId, accountId, AccountState.BACKFILLING, null);
                                    yield true;
                                }
                                case BACKFILLING, BACKING_OFF, DISCONNECTING -> true;
                                case PAUSED, ON_HOLD, NEEDS_SIGN_IN, CHOOSING, DISCONNECTED ->
                                        false;
                            };
                    Map<String, String> data = Map.of(awake ? "change" : "changed", "again");
                    live.publish(new LiveEvent(projectId, "account", accountId, null, null, data));
                });
    }
}

package pl.rozmowa.account;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.platform.Ids;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.team.Audit;

/**
 * Writes down a mailbox that has been signed in to: mailbox, sealed password, folders and the end of the attempt in one transaction, so
 * that there is never half of one. An address connected before is taken up again where that is allowed.
 */
@Component
class KeepAccount {

    private final TransactionTemplate transaction;
    private final AccountTable accounts;
    private final FolderTable folders;
    private final Credentials credentials;
    private final LiveUpdates live;
    private final Audit audit;

    KeepAccount(
            TransactionTemplate transaction,
            AccountTable accounts,
            FolderTable folders,
            Credentials credentials,
            LiveUpdates live,
            Audit audit) {
        this.transaction = transaction;
        this.accounts = accounts;
        this.folders = folders;
        this.credentials = credentials;
        this.live = live;
        this.audit = audit;
    }

    /** Ends the attempt with the id of the mailbox in the same transaction; false when it was given up meanwhile. */
    interface AttemptEnd {
        boolean succeed(UUID accountId, int folders);
    }

    /**
     * @param knownId the mailbox that is signed in to again
     */
    void keep(
            UUID projectId,
            UUID memberId,
            String address,
            @Nullable UUID knownId,
            SignedIn proved,
            String password,
            AttemptEnd attempt)
            throws CannotConnect {
        Optional<ConnectionFailure> refused =
                transaction.execute(tx -> {
                    UUID fresh = Ids.next();
                    UUID id = fresh;
                    if (!accounts.add(projectId, fresh, memberId, address, proved)) {
                        Optional<UUID> known =
                                takeUp(projectId, memberId, address, knownId, proved);
                        if (known.isEmpty()) {
                            return Optional.of(ConnectionFailure.of("already_connected"));
                        }
                        id = known.get();
                    }
                    credentials.store(projectId, id, password);
                    folders.store(projectId, id, proved.folders());
                    if (!attempt.succeed(id, proved.folders().size())) {
                        tx.setRollbackOnly();
                        return Optional.empty();
                    }
                    String verb = id.equals(fresh) ? "mailbox_connected" : "mailbox_signed_in";
                    audit.note(projectId, memberId, verb, id.toString());
                    live.publish(
                            new LiveEvent(
                                    projectId,
                                    "account",
                                    id,
                                    null,
                                    null,
                                    Map.of("change", "connected")));
                    return Optional.empty();
                });
        if (refused != null && refused.isPresent()) {
            throw new CannotConnect(refused.get());
        }
    }

    /**
     * A mailbox that somebody else works with is left alone. One that is disconnected, waits for its folders or for a new password is
     * taken up again by whoever manages it; others must not be able to point it at other servers.
     */
    private Optional<UUID> takeUp(
            UUID projectId,
            UUID memberId,
            String address,
            @Nullable UUID knownId,
            SignedIn proved) {
        return accounts.lockByAddress(projectId, EmailAddress.of(address).key())
                .flatMap(id -> accounts.lockManaged(projectId, id, memberId))
                .filter(account -> account.id().equals(knownId) || isWaiting(account.state()))
                .map(account -> {
                    accounts.takeUp(projectId, account.id(), proved, next(account));
                    return account.id();
                });
    }

    private static boolean isWaiting(AccountState state) {
        return switch (state) {
            case CHOOSING, NEEDS_SIGN_IN, DISCONNECTING, DISCONNECTED -> true;
            case BACKFILLING, LIVE, BACKING_OFF, PAUSED, ON_HOLD -> false;
        };
    }

    /**
     * Whoever comes back after disconnecting chooses folders again (the former ones are still ticked); others just go on. A mailbox on hold
     * stays so: a new password is no wish to read.
     */
    private AccountState next(MailAccount account) {
        return switch (account.state()) {
            case CHOOSING, DISCONNECTING, DISCONNECTED -> AccountState.CHOOSING;
            case ON_HOLD -> AccountState.ON_HOLD;
            case NEEDS_SIGN_IN, BACKFILLING, LIVE, BACKING_OFF, PAUSED ->
                    folders.of(account.projectId(), account.id()).stream().anyMatch(Folder::chosen)
                            ? AccountState.BACKFILLING
                            : AccountState.CHOOSING;
        };
    }
}

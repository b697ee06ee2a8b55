package pl.rozmowa.sync;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.account.AccountState;
import pl.rozmowa.account.MailAccounts;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/** What whoever manages a mailbox may ask of the engine. It is written down, so that it is done whatever happens in between. */
@Service
class LookAgain {

    private static final Period FURTHEST = Period.ofYears(10);

    private final TransactionTemplate transaction;
    private final SyncAccessQuery access;
    private final AskedTable asked;
    private final QuarantineTable quarantine;
    private final MailAccounts accounts;
    private final Clock clock;

    LookAgain(
            TransactionTemplate transaction,
            SyncAccessQuery access,
            AskedTable asked,
            QuarantineTable quarantine,
            MailAccounts accounts,
            Clock clock) {
        this.transaction = transaction;
        this.access = access;
        this.asked = asked;
        this.quarantine = quarantine;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** One message is tried once more now. */
    void retry(CurrentMember who, UUID accountId, SetAside message) {
        transaction.executeWithoutResult(_ -> {
            requireConnected(who, accountId);
            if (!quarantine.retry(who.projectId(), accountId, message)) {
                throw Problem.notFound();
            }
            asked.lookAgain(who.projectId(), accountId, List.of(message.folderId()));
            accounts.lookAgain(who.projectId(), accountId);
        });
    }

    /** All messages that are set aside are tried once more now. */
    void retryAll(CurrentMember who, UUID accountId) {
        transaction.executeWithoutResult(_ -> {
            requireConnected(who, accountId);
            List<UUID> folders = quarantine.retryAll(who.projectId(), accountId);
            if (!folders.isEmpty()) {
                asked.lookAgain(who.projectId(), accountId, folders);
                accounts.lookAgain(who.projectId(), accountId);
            }
        });
    }

    /**
     * Lists a folder, or all of them, again from that day.
     *
     * @param since an ISO date, at most ten years back and not in the future
     * @param folderId null for all folders that are followed
     */
    void fetchAgain(
            CurrentMember who, UUID accountId, @Nullable String since, @Nullable UUID folderId) {
        LocalDate day = day(since);
        transaction.executeWithoutResult(_ -> {
            requireConnected(who, accountId);
            if (asked.fetchAgain(who.projectId(), accountId, folderId, day) == 0) {
                throw Problem.notFound();
            }
            accounts.lookAgain(who.projectId(), accountId);
        });
    }

    /** The member's today may have begun before the server's: one day more is no future. */
    private LocalDate day(@Nullable String since) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        try {
            LocalDate day = LocalDate.parse(String.valueOf(since));
            if (day.isAfter(today.plusDays(1))
                    || day.isBefore(today.minus(FURTHEST).minusDays(1))) {
                throw Problem.invalid("since");
            }
            return day;
        } catch (DateTimeParseException e) {
            throw Problem.invalid("since").because(e);
        }
    }

    private void requireConnected(CurrentMember who, UUID accountId) {
        access.requireManaged(who, accountId);
        AccountState state =
                accounts.find(who.projectId(), accountId).orElseThrow(Problem::notFound).state();
        switch (state) {
            case BACKFILLING, LIVE, BACKING_OFF, NEEDS_SIGN_IN, PAUSED, ON_HOLD -> {}
            case CHOOSING, DISCONNECTING, DISCONNECTED ->
                    throw new Problem("mailbox_not_running", 409);
        }
    }
}

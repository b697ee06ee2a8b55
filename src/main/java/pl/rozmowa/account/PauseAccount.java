package pl.rozmowa.account;

import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.Audit;
import pl.rozmowa.team.CurrentMember;

/** Quiet at a person's word: nothing is read from the mailbox until somebody resumes. What is written is still sent. */
@Service
class PauseAccount {

    private final TransactionTemplate transaction;
    private final Access access;
    private final HoldTable holds;
    private final Notices notices;
    private final LiveUpdates live;
    private final Audit audit;

    PauseAccount(
            TransactionTemplate transaction,
            Access access,
            HoldTable holds,
            Notices notices,
            LiveUpdates live,
            Audit audit) {
        this.transaction = transaction;
        this.access = access;
        this.holds = holds;
        this.notices = notices;
        this.live = live;
        this.audit = audit;
    }

    /** Twice does nothing more. Only what is being read can be paused. */
    void pause(CurrentMember who, UUID accountId) {
        transaction.executeWithoutResult(tx -> {
            MailAccount account = access.managed(who, accountId);
            switch (account.state()) {
                case BACKFILLING, LIVE, BACKING_OFF, PAUSED -> {
                    holds.hold(who.projectId(), accountId, who.memberId());
                    audit.note(who, "mailbox_paused", accountId);
                    tell(account, "pause");
                }
                case ON_HOLD -> {}
                case CHOOSING, NEEDS_SIGN_IN, DISCONNECTING, DISCONNECTED ->
                        throw new Problem("mailbox_not_running", 409);
            }
        });
    }

    /** Twice does nothing more. */
    void resume(CurrentMember who, UUID accountId) {
        transaction.executeWithoutResult(tx -> {
            MailAccount account = access.managed(who, accountId);
            if (account.state() == AccountState.ON_HOLD) {
                holds.resume(who.projectId(), accountId);
                if (account.needsSignIn()) {
                    notices.tellOf(who.projectId(), accountId);
                }
                audit.note(who, "mailbox_resumed", accountId);
                tell(account, "resume");
            }
        });
    }

    private void tell(MailAccount account, String change) {
        live.publish(
                new LiveEvent(
                        account.projectId(),
                        "account",
                        account.id(),
                        null,
                        null,
                        Map.of("change", change)));
    }
}

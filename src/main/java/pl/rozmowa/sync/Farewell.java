package pl.rozmowa.sync;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.rozmowa.account.FailureReason;
import pl.rozmowa.account.Folder;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;
import pl.rozmowa.imap.ImapFailure;

/**
 * A mailbox is disconnected and its history kept: what is still only at the server is fetched first, then the credentials go, for good. What
 * passes is waited out for some hours.
 */
final class Farewell {

    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);
    private static final int LONGEST = 30;

    private final MailAccountSession session;
    private final MailAccountSessions with;
    private final Attempts attempts;

    Farewell(MailAccountSession session, MailAccountSessions with, Attempts attempts) {
        this.session = session;
        this.with = with;
        this.attempts = attempts;
    }

    /** @return whether it is done; else it was waited a while, and is to be tried again */
    boolean take(Mailbox mailbox, List<Folder> folders) {
        try (ImapConnection connection = session.connect(mailbox)) {
            with.writeBack.run(mailbox, connection);
            new CatchUp(session, with, mailbox, connection).lookAtAll(folders);
            with.attachments.fetch(mailbox, connection, session::isStopping);
            session.requireGoingOn();
            if (with.attachments.isSomethingLeft(mailbox)) {
                with.budget.requireForOld(mailbox);
                if (waitedToTryAgain()) {
                    return false;
                }
            }
        } catch (ImapException e) {
            LOG.info(
                    "account {} is being disconnected: {}",
                    mailbox.accountId(),
                    FailureReason.of(e.failure()));
            if (isWorthAnotherTry(e.failure()) && waitedToTryAgain()) {
                return false;
            }
        }
        if (!session.isStopping()) {
            with.disconnect.finish(mailbox.projectId(), mailbox.accountId());
        }
        return true;
    }

    private boolean isWorthAnotherTry(ImapFailure failure) {
        return failure.passing()
                || (FailureReason.needsSignIn(failure) && attempts.maySignInOnceMore());
    }

    private boolean waitedToTryAgain() {
        Backoff backoff = attempts.failedAgain();
        if (backoff.failures() >= LONGEST) {
            return false;
        }
        session.pause(backoff.next());
        return true;
    }
}

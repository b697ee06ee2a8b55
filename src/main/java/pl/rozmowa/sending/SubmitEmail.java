package pl.rozmowa.sending;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.AccountState;
import pl.rozmowa.account.MailAccount;
import pl.rozmowa.account.MailAccounts;
import pl.rozmowa.smtp.PhaseListener;
import pl.rozmowa.smtp.RefusedRecipient;
import pl.rozmowa.smtp.SmtpConnection;
import pl.rozmowa.smtp.SmtpEnvelope;
import pl.rozmowa.smtp.SmtpException;
import pl.rozmowa.smtp.SmtpFailure;
import pl.rozmowa.smtp.SmtpOutcome;

/**
 * One try to hand an email over. Each phase is committed before the step it announces, together with a check that the claim still holds;
 * so whoever takes over a dead sender's row knows whether the final dot can have been sent, and tries again only if it cannot.
 */
@Component
class SubmitEmail {

    private static final Logger LOG = LoggerFactory.getLogger(SubmitEmail.class);

    /** One confirming try: more would lock the mailbox at its provider. */
    private static final int TRIES_TO_SIGN_IN = 2;

    private final MailAccounts accounts;
    private final MailServers servers;
    private final SubmissionProgress progress;
    private final SendingSettings settings;
    private final Clock clock;

    SubmitEmail(
            MailAccounts accounts,
            MailServers servers,
            SubmissionProgress progress,
            SendingSettings settings,
            Clock clock) {
        this.accounts = accounts;
        this.servers = servers;
        this.progress = progress;
        this.settings = settings;
        this.clock = clock;
    }

    void submit(EmailSubmission claimed) {
        Optional<MailAccount> account = accounts.find(claimed.projectId(), claimed.accountId());
        Optional<String> password = account.flatMap(servers::password);
        if (account.isEmpty() || password.isEmpty() || leaving(account.get())) {
            progress.notSent(claimed, Failure.lasting("mailbox_disconnected"), List.of(), null);
        } else if (account.get().needsSignIn()) {
            // another try with the same password could lock the mailbox at its provider
            String reason = account.get().stateReason();
            String code = reason == null ? "password_refused" : reason;
            progress.notSent(claimed, Failure.lasting(code), List.of(), null);
        } else {
            submit(claimed, account.get(), password.get());
        }
    }

    private void submit(EmailSubmission claimed, MailAccount account, String password) {
        try (SmtpConnection smtp = servers.smtp(account, password)) {
            progress.enter(claimed, Phase.CONNECTED, List.of());
            SmtpEnvelope envelope = new SmtpEnvelope(claimed.envelopeFrom(), claimed.recipients());
            Steps steps = new Steps(claimed);
            settle(claimed, account, smtp.submit(envelope, claimed.source(), steps));
        } catch (SmtpException e) {
            failed(claimed, account, e.failure());
        } catch (ClaimLost e) {
            LOG.info("{}: nothing was sent here", e.getMessage());
        }
    }

    /** Writes each phase down; what it throws stops the submission before the step. */
    private final class Steps implements PhaseListener {
        private final EmailSubmission claimed;
        private List<RecipientFailure> refused = List.of();

        Steps(EmailSubmission claimed) {
            this.claimed = claimed;
        }

        @Override
        public void recipientsAccepted(List<RefusedRecipient> some) {
            refused = failures(some);
            progress.enter(claimed, Phase.RECIPIENTS_ACCEPTED, refused);
        }

        @Override
        public void beforeFinalDot() {
            progress.enter(claimed, Phase.DATA_SENT, refused);
        }
    }

    private void settle(EmailSubmission claimed, MailAccount account, SmtpOutcome outcome) {
        switch (outcome) {
            case SmtpOutcome.Accepted accepted ->
                    progress.accepted(
                            claimed,
                            failures(accepted.refused()),
                            claimed.invitation() || servers.provider(account).storesSentItself());
            case SmtpOutcome.AllRefused none -> {
                boolean passing = none.refused().stream().anyMatch(RefusedRecipient::passing);
                Failure failure = new Failure("recipients_refused", Map.of(), passing);
                progress.notSent(
                        claimed, failure, failures(none.refused()), again(claimed, failure));
            }
            case SmtpOutcome.FailedBeforeData failed -> failed(claimed, account, failed.failure());
            case SmtpOutcome.Uncertain _ -> progress.uncertain(claimed, clock.instant());
        }
    }

    private void failed(EmailSubmission claimed, MailAccount account, SmtpFailure cause) {
        Failure failure = SmtpFailures.of(cause, servers.provider(account), account);
        boolean signIn = SmtpFailures.needsSignIn(cause);
        if (signIn && claimed.attempts() < TRIES_TO_SIGN_IN) {
            // Servers refuse now and then without meaning it; receiving must not end for that.
            Failure once = new Failure(failure.code(), failure.args(), true);
            progress.notSent(claimed, once, List.of(), again(claimed, once));
            return;
        }
        progress.notSent(claimed, failure, List.of(), again(claimed, failure));
        if (signIn) {
            accounts.becomes(
                    claimed.projectId(),
                    claimed.accountId(),
                    AccountState.NEEDS_SIGN_IN,
                    failure.code());
        }
    }

    /** Null: never by itself. */
    private @Nullable Instant again(EmailSubmission claimed, Failure failure) {
        Instant next = clock.instant().plus(settings.pause(claimed.attempts()));
        boolean patient = next.isBefore(claimed.queuedAt().plus(settings.giveUpAfter()));
        return failure.passing() && patient ? next : null;
    }

    private static boolean leaving(MailAccount account) {
        return account.state() == AccountState.DISCONNECTED
                || account.state() == AccountState.DISCONNECTING;
    }

    private static List<RecipientFailure> failures(List<RefusedRecipient> refused) {
        List<RecipientFailure> failures = new ArrayList<>();
        refused.forEach(one -> failures.add(RecipientFailure.of(one)));
        return failures;
    }
}

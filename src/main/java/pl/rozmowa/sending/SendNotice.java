package pl.rozmowa.sending;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.AccountState;
import pl.rozmowa.account.MailAccount;
import pl.rozmowa.account.MailAccounts;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.mail.MessageId;
import pl.rozmowa.smtp.PhaseListener;
import pl.rozmowa.smtp.SmtpConnection;
import pl.rozmowa.smtp.SmtpEnvelope;
import pl.rozmowa.smtp.SmtpException;
import pl.rozmowa.smtp.SmtpFailure;
import pl.rozmowa.smtp.SmtpOutcome;

/**
 * Sends what Rozmowa itself has to say to a member, from a mailbox of the project: one try, now. Nothing of it is kept, in no conversation
 * and in no folder. Whoever calls it decides whether to say it again.
 */
@Component
public class SendNotice {

    /** Marks mail that answers nobody and wants no answer (RFC 3834 §5), and that is no news where it comes in. */
    private static final byte[] MARKS =
            "Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\nX-Rozmowa-Notice: 1\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private static final Logger LOG = LoggerFactory.getLogger(SendNotice.class);

    private final MailAccounts accounts;
    private final MailServers servers;
    private final Clock clock;

    SendNotice(MailAccounts accounts, MailServers servers, Clock clock) {
        this.accounts = accounts;
        this.servers = servers;
        this.clock = clock;
    }

    /** What became of it. */
    public enum Outcome {
        SENT,
        /** Certainly not sent; another time it may. */
        NOT_SENT,
        /** The connection broke after the message was handed over: perhaps sent, and so never to be repeated by itself. */
        UNCERTAIN
    }

    /**
     * A message of our own.
     *
     * @param html a whole document
     */
    public record Notice(
            String name, String email, String subject, String text, String html, ZoneId zone) {}

    public Outcome send(UUID projectId, UUID accountId, Notice notice) {
        Optional<MailAccount> account =
                accounts.find(projectId, accountId)
                        .filter(one -> !one.needsSignIn())
                        .filter(one ->
                                one.state() != AccountState.DISCONNECTED
                                        && one.state() != AccountState.DISCONNECTING);
        Optional<String> password = account.flatMap(servers::password);
        if (account.isEmpty() || password.isEmpty()) {
            return Outcome.NOT_SENT;
        }
        return send(account.get(), password.get(), notice);
    }

    private Outcome send(MailAccount account, String password, Notice notice) {
        SmtpEnvelope envelope = new SmtpEnvelope(account.address(), List.of(notice.email()));
        try (SmtpConnection smtp = servers.smtp(account, password)) {
            return switch (smtp.submit(envelope, source(account, notice), PhaseListener.DEAF)) {
                case SmtpOutcome.Accepted _ -> Outcome.SENT;
                case SmtpOutcome.AllRefused _ -> notSent(account, "recipient refused");
                case SmtpOutcome.FailedBeforeData failed ->
                        notSent(account, kind(failed.failure()));
                case SmtpOutcome.Uncertain _ -> Outcome.UNCERTAIN;
            };
        } catch (SmtpException e) {
            return notSent(account, kind(e.failure()));
        }
    }

    private static String kind(SmtpFailure failure) {
        return failure.getClass().getSimpleName();
    }

    private static Outcome notSent(MailAccount account, String why) {
        LOG.info("mailbox {} could not send a notice: {}", account.id(), why);
        return Outcome.NOT_SENT;
    }

    private byte[] source(MailAccount account, Notice notice) {
        String domain = EmailAddress.of(account.address()).domain();
        Letter letter =
                new Letter(
                        new EmailAddress("Rozmowa", account.address()),
                        List.of(new EmailAddress(notice.name(), notice.email())),
                        List.of(),
                        notice.subject(),
                        clock.instant().atZone(notice.zone()),
                        new MessageId(UUID.randomUUID() + "@" + domain),
                        List.of(),
                        notice.text(),
                        notice.html());
        ByteArrayOutputStream source = new ByteArrayOutputStream();
        source.writeBytes(MARKS);
        source.writeBytes(ComposeEmail.compose(letter));
        return source.toByteArray();
    }
}

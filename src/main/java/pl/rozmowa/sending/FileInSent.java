package pl.rozmowa.sending;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.CredentialsGone;
import pl.rozmowa.account.Folder;
import pl.rozmowa.account.MailAccount;
import pl.rozmowa.account.MailAccounts;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;

/**
 * Files what was sent in the mailbox's Sent folder, where the provider doesn't do so itself: the very bytes, so that the engine knows the
 * copy when it meets it. Looks first whether it is there, since a try before may have come through. Whatever fails here, nothing is sent again.
 */
@Component
class FileInSent {

    private static final Logger LOG = LoggerFactory.getLogger(FileInSent.class);
    private static final Duration PATIENCE = Duration.ofDays(3);

    private final MailAccounts accounts;
    private final MailServers servers;
    private final SubmissionProgress progress;
    private final SendingSettings settings;
    private final Clock clock;

    FileInSent(
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

    void file(EmailSubmission claimed) {
        Optional<MailAccount> account = accounts.find(claimed.projectId(), claimed.accountId());
        Optional<String> password = account.flatMap(servers::password);
        Optional<Folder> sent = account.flatMap(this::sent);
        if (account.isEmpty() || password.isEmpty() || sent.isEmpty() || !claimed.copyPending()) {
            progress.filed(claimed, "impossible", null);
            return;
        }
        if (account.get().needsSignIn()) {
            later(claimed); // not another login with a password that was refused
            return;
        }
        try (ImapConnection imap = servers.imap(account.get())) {
            progress.filed(claimed, file(imap, sent.get(), claimed), null);
        } catch (ImapException | CredentialsGone e) {
            LOG.info("submission {}: not filed in Sent yet: {}", claimed.id(), e.getMessage());
            later(claimed);
        }
    }

    private static String file(ImapConnection imap, Folder sent, EmailSubmission claimed)
            throws ImapException {
        imap.select(sent.wireName());
        if (imap.searchMessageId(claimed.messageId()).isEmpty()) {
            imap.append(sent.wireName(), List.of("\\Seen"), claimed.acceptedAt(), claimed.source());
        }
        return "appended";
    }

    private Optional<Folder> sent(MailAccount account) {
        return servers.sentFolders(account).stream().filter(MailServers::isSent).findFirst();
    }

    private void later(EmailSubmission claimed) {
        Instant next = clock.instant().plus(settings.pause(claimed.attempts()));
        Instant accepted = claimed.acceptedAt();
        if (accepted != null && next.isAfter(accepted.plus(PATIENCE))) {
            progress.filed(claimed, "impossible", null);
        } else {
            progress.filed(claimed, "pending", next);
        }
    }
}

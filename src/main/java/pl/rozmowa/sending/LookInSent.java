package pl.rozmowa.sending;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
 * The end of the data was sent, or may have been, and no answer came. Where the provider files what it sends, the email in Sent is the
 * answer; it may come late, so we look a few times. Where it isn't found, nobody knows, and nothing is sent again unasked.
 */
@Component
class LookInSent {

    private static final Logger LOG = LoggerFactory.getLogger(LookInSent.class);
    private static final List<Duration> PAUSES =
            List.of(
                    Duration.ofSeconds(20),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10),
                    Duration.ofHours(1));

    private final MailAccounts accounts;
    private final MailServers servers;
    private final SubmissionProgress progress;
    private final Clock clock;

    LookInSent(
            MailAccounts accounts, MailServers servers, SubmissionProgress progress, Clock clock) {
        this.accounts = accounts;
        this.servers = servers;
        this.progress = progress;
        this.clock = clock;
    }

    void look(EmailSubmission claimed) {
        if (claimed.phase() == Phase.DATA_SENT) {
            progress.uncertain(claimed, clock.instant()); // shown at once, then looked for
        } else if (isFiled(claimed)) {
            progress.accepted(claimed, null, true);
        } else {
            progress.uncertain(claimed, next(claimed));
        }
    }

    private boolean isFiled(EmailSubmission claimed) {
        Optional<MailAccount> account = accounts.find(claimed.projectId(), claimed.accountId());
        if (account.isEmpty()) {
            return false;
        }
        boolean otherId = servers.provider(account.get()).quirks().sentCopyHasOtherId();
        try (ImapConnection imap = servers.imap(account.get())) {
            for (Folder folder : servers.sentFolders(account.get())) {
                imap.examine(folder.wireName());
                if (!imap.searchMessageId(claimed.messageId()).isEmpty()
                        || (otherId && isFiledUnderOtherId(imap, claimed))) {
                    return true;
                }
            }
        } catch (CredentialsGone e) {
            return false; // disconnected: nobody can look any more
        } catch (ImapException e) {
            LOG.info("submission {}: could not look in Sent: {}", claimed.id(), e.getMessage());
        }
        return false;
    }

    /** Some providers give the copy a Message-ID of their own and keep ours beside it. */
    private static boolean isFiledUnderOtherId(ImapConnection imap, EmailSubmission claimed)
            throws ImapException {
        return !imap.searchHeader("X-Microsoft-Original-Message-ID", claimed.messageId()).isEmpty();
    }

    private @Nullable Instant next(EmailSubmission claimed) {
        int looks = claimed.attempts();
        return looks <= PAUSES.size()
                ? clock.instant().plus(PAUSES.get(Math.max(looks, 1) - 1))
                : null;
    }
}

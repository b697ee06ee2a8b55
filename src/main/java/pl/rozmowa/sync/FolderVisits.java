package pl.rozmowa.sync;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.FailureReason;
import pl.rozmowa.account.Folder;
import pl.rozmowa.account.MailAccounts;
import pl.rozmowa.imap.FolderListing;
import pl.rozmowa.imap.FolderStatus;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;
import pl.rozmowa.imap.ImapFailure;
import pl.rozmowa.imap.UidSet;

/**
 * One look at one folder. What the server refuses about a folder is held against that folder and never against its mailbox: the
 * others go on.
 */
@Component
class FolderVisits {

    private static final Logger LOG = LoggerFactory.getLogger(FolderVisits.class);
    static final Duration PARKED = Duration.ofHours(6);
    private static final int REFUSALS_TO_PARK = 3;

    private final FolderSync folders;
    private final CursorTable cursors;
    private final MailAccounts accounts;
    private final PageWriter.Tools tools;
    private final Clock clock;

    FolderVisits(
            FolderSync folders,
            CursorTable cursors,
            MailAccounts accounts,
            PageWriter.Tools tools,
            Clock clock) {
        this.folders = folders;
        this.cursors = cursors;
        this.accounts = accounts;
        this.tools = tools;
        this.clock = clock;
    }

    /**
     * Reads whatever is due in the folder; leaves it opened. Nothing happens while it is parked.
     *
     * @param mayGo as for {@link FolderSync#bringUpToDate}
     * @return what is missing and was left for another look
     */
    UidSet bringUpToDate(Mailbox mailbox, Folder folder, ImapConnection connection, UidSet mayGo)
            throws ImapException {
        if (folders.isParked(mailbox, folder)) {
            return UidSet.empty();
        }
        try {
            return folders.bringUpToDate(mailbox, folder, connection, mayGo);
        } catch (ImapException e) {
            if (!e.failure().connectionUsable()) {
                throw e;
            }
            refused(mailbox, folder, connection, e);
            return UidSet.empty();
        }
    }

    Standings standings(Mailbox mailbox) {
        return new Standings(mailbox, cursors, clock);
    }

    /** Whether anything is to be read in a folder of these counters. */
    boolean hasNews(Folder folder, FolderStatus status, Standings standings) {
        return !standings.isParked(folder.id())
                && standings
                        .of(folder.id())
                        .map(standing -> standing.hasNews(status, clock.instant()))
                        .orElse(true);
    }

    /** Those of the folders that need to be read, by their counters: one round trip where the server can tell of several at once. */
    List<Folder> withNews(
            Mailbox mailbox, List<Folder> some, Standings standings, ImapConnection connection)
            throws ImapException {
        List<Folder> open =
                some.stream().filter(folder -> !standings.isParked(folder.id())).toList();
        if (open.isEmpty()) {
            return open;
        }
        Map<String, FolderStatus> counters =
                connection.statusOf(
                        open.stream().map(Folder::wireName).toList(),
                        mailbox.provider().quirks().plainListOnly());
        return open.stream()
                .filter(folder -> {
                    FolderStatus status = counters.get(folder.wireName());
                    return status == null || hasNews(folder, status, standings);
                })
                .toList();
    }

    /** Chosen folders that the server lost. */
    List<Folder> lost(Mailbox mailbox) {
        return accounts.folders(mailbox.projectId(), mailbox.accountId()).stream()
                .filter(folder -> folder.chosen() && folder.vanished())
                .toList();
    }

    /** Lost ones may be there again: deleted and made anew, or renamed and back. */
    void lookForLost(Mailbox mailbox, List<Folder> lost, ImapConnection connection)
            throws ImapException {
        for (Folder folder : lost) {
            if (isListed(mailbox, folder, connection)) {
                accounts.listed(
                        mailbox.projectId(), mailbox.accountId(), list(mailbox, connection));
                return;
            }
        }
    }

    /** Three lasting refusals in a row park a folder for six hours; a passing one is tried again at the next look. */
    private void refused(
            Mailbox mailbox, Folder folder, ImapConnection connection, ImapException refusal)
            throws ImapException {
        String reason = FailureReason.of(refusal.failure());
        LOG.info("account {} folder {}: {}", mailbox.accountId(), folder.id(), reason);
        if (FailureReason.isMissing(refusal.failure()) && !isListed(mailbox, folder, connection)) {
            accounts.listed(mailbox.projectId(), mailbox.accountId(), list(mailbox, connection));
        } else {
            tools.guarded(mailbox, folder, () -> note(mailbox, folder, refusal.failure(), reason));
        }
    }

    private void note(Mailbox mailbox, Folder folder, ImapFailure failure, String reason) {
        if (!FailureReason.countsAgainstFolder(failure)) {
            cursors.stumbled(mailbox.projectId(), folder.id(), reason);
        } else if (cursors.refused(mailbox.projectId(), folder.id(), reason) >= REFUSALS_TO_PARK) {
            cursors.park(mailbox.projectId(), folder.id(), clock.instant().plus(PARKED));
        }
    }

    private static boolean isListed(Mailbox mailbox, Folder folder, ImapConnection connection)
            throws ImapException {
        return list(mailbox, connection).stream()
                .anyMatch(one -> one.wireName().equals(folder.wireName()) && one.selectable());
    }

    private static List<FolderListing> list(Mailbox mailbox, ImapConnection connection)
            throws ImapException {
        return connection.listFolders(mailbox.provider().quirks().plainListOnly());
    }
}

package pl.rozmowa.sync;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.Folder;
import pl.rozmowa.account.MailAccounts;
import pl.rozmowa.conversation.OpenWish;
import pl.rozmowa.conversation.Wish;
import pl.rozmowa.conversation.Wishes;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;

/**
 * Carries out at the server what people want of their mail. Runs on the connection that also looks at the folders, between two looks: so
 * nothing of what it does is met half done. It may be cut off anywhere: what was not acknowledged is still open, and of each move
 * it is written down, before it is asked for, what to look for when no answer came.
 */
@Component
class WriteBack {

    private static final Logger LOG = LoggerFactory.getLogger(WriteBack.class);

    private static final Duration QUIET = Duration.ofHours(1);

    private final Wishes wishes;
    private final FlagsAtServer flags;
    private final MovesAtServer moves;
    private final MailAccounts accounts;
    private final PageWriter.Tools tools;
    private final Clock clock;

    WriteBack(
            Wishes wishes,
            FlagsAtServer flags,
            MovesAtServer moves,
            MailAccounts accounts,
            PageWriter.Tools tools,
            Clock clock) {
        this.wishes = wishes;
        this.flags = flags;
        this.moves = moves;
        this.accounts = accounts;
        this.tools = tools;
        this.clock = clock;
    }

    /** What a run works with. */
    record Run(Mailbox mailbox, ImapConnection connection, Map<UUID, Folder> folders) {

        UUID projectId() {
            return mailbox.projectId();
        }
    }

    /** Does whatever is wanted now. Leaves some folder opened for writing, if there was anything to do. */
    boolean run(Mailbox mailbox, ImapConnection connection) throws ImapException {
        boolean cutOff = moves.isAnyUnclear(mailbox);
        if (!cutOff && !wishes.isAnyDue(mailbox.projectId(), mailbox.accountId())) {
            return false;
        }
        Run run = new Run(mailbox, connection, folders(mailbox));
        if (cutOff) {
            moves.clearUp(run);
        }
        List<OpenWish> due = wishes.due(mailbox.projectId(), mailbox.accountId());
        List<OpenWish> aboutFlags = new ArrayList<>();
        List<OpenWish> aboutPlaces = new ArrayList<>();
        for (OpenWish open : due) {
            switch (open.wish()) {
                case Wish.Seen _, Wish.Flagged _ -> aboutFlags.add(open);
                case Wish.Placed _ -> aboutPlaces.add(open);
            }
        }
        // A message takes its flags along.
        settle(run, aboutFlags, flags.carryOut(run, aboutFlags));
        settle(run, aboutPlaces, moves.carryOut(run, aboutPlaces));
        return true;
    }

    /** How long nothing is to be done, unless somebody wants something more meanwhile. */
    Duration untilNext(Mailbox mailbox) {
        return wishes.nextDue(mailbox.projectId(), mailbox.accountId())
                .map(due -> Duration.between(clock.instant(), due))
                .filter(pause -> pause.compareTo(QUIET) < 0)
                .orElse(QUIET);
    }

    private Map<UUID, Folder> folders(Mailbox mailbox) {
        return accounts.folders(mailbox.projectId(), mailbox.accountId()).stream()
                .collect(Collectors.toMap(Folder::id, Function.identity()));
    }

    /** @param refused what was not done, by wish; all others were */
    private void settle(Run run, List<OpenWish> some, Map<UUID, Refusal> refused) {
        if (some.isEmpty()) {
            return;
        }
        Mailbox mailbox = run.mailbox();
        if (!refused.isEmpty()) {
            LOG.info(
                    "account {}: {} of {} wishes refused: {}",
                    mailbox.accountId(),
                    refused.size(),
                    some.size(),
                    refused.values().stream().map(Refusal::reason).distinct().sorted().toList());
        }
        tools.guarded(
                mailbox,
                () -> {
                    wishes.acknowledged(
                            mailbox.projectId(),
                            mailbox.accountId(),
                            some.stream().filter(open -> !refused.containsKey(open.id())).toList());
                    for (OpenWish open : some) {
                        Refusal refusal = refused.get(open.id());
                        if (refusal != null) {
                            wishes.refused(
                                    mailbox.projectId(),
                                    mailbox.accountId(),
                                    open,
                                    refusal.reason(),
                                    refusal.again(open.attempts(), clock));
                        }
                    }
                });
    }
}

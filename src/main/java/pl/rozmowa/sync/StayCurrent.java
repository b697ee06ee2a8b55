package pl.rozmowa.sync;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.rozmowa.account.Folder;
import pl.rozmowa.imap.FolderStatus;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;

/**
 * Keeps a mailbox current over its main connection: listens at the inbox, does at the server what people want, and looks at the
 * other folders when that is due, however busy the inbox is.
 */
final class StayCurrent {

    private static final Duration IDLE_REISSUE = Duration.ofMinutes(9);
    private static final Logger LOG = LoggerFactory.getLogger(StayCurrent.class);
    private static final int LOOKS_TO_EVERYWHERE = 8;

    /** Who is told need not look; but now and then is better than never. */
    private static final int POLLS_WHEN_TOLD = 4;

    private static final Duration BREATH = Duration.ofMillis(200);
    private static final Duration KEEP_ALIVE = Duration.ofMinutes(2);
    private static final Duration NO_IDLE_POLL = Duration.ofSeconds(60);

    private final MailAccountSession session;
    private final MailAccountSessions with;
    private final Mailbox mailbox;
    private final List<Folder> chosen;
    private final ImapConnection connection;
    private final Watch watch;
    private final Standings standings;
    private final List<Folder> lost;
    private final Every everywhere;
    private long othersDue;
    private boolean told;
    private boolean attachmentsOwed = true;
    private long lookedAt = System.nanoTime() - BREATH.toNanos();
    private long wishesDue = System.nanoTime();

    StayCurrent(
            MailAccountSession session,
            MailAccountSessions with,
            Mailbox mailbox,
            List<Folder> chosen,
            ImapConnection connection,
            Watch watch) {
        this.session = session;
        this.with = with;
        this.mailbox = mailbox;
        this.chosen = chosen;
        this.connection = connection;
        this.watch = watch;
        this.standings = with.visits.standings(mailbox);
        this.lost = with.visits.lost(mailbox);
        this.everywhere = new Every(with.settings.poll().multipliedBy(LOOKS_TO_EVERYWHERE));
        everywhere.isDue();
    }

    /** Returns when the mailbox was changed by somebody or the session ends. */
    void run() throws ImapException {
        carryOutWishes();
        lookAtInbox();
        askToBeTold();
        othersDueLater();
        while (true) {
            // What was said while the inbox was being read would not be said again.
            if (!watch.heardSomething()) {
                listen();
            }
            switch (session.poked(mailbox, chosen)) {
                case LEAVE -> {
                    return;
                }
                case LOOK -> lookEverywhere();
                case NO -> lookWhereItIsDue();
            }
        }
    }

    /** Now and then although nothing tells of it: what failed is to be tried again, what was lost may be there again. */
    private void lookEverywhere() throws ImapException {
        carryOutWishes();
        standings.forget();
        everywhere.isDue();
        lookAtOthers();
        othersDueLater();
        lookAtInboxAndAttachments();
    }

    private void lookWhereItIsDue() throws ImapException {
        if (everywhere.isDue()) {
            lookEverywhere();
            return;
        }
        if (watch.takeOverflow()) {
            told = false;
            othersDue = System.nanoTime();
        }
        boolean left = wishesAreDue() && carryOutWishes();
        left |= lookWhereTold();
        if (othersDue - System.nanoTime() <= 0) {
            // Who tells of all may forget one: then the inbox is looked at too, as seldom as the
            // others.
            left |= lookAtOthers() || told;
            othersDueLater();
        }
        if (left || watch.heardOfOpenFolder()) {
            lookAtInboxAndAttachments();
        } else {
            fetchAttachments();
        }
    }

    /**
     * The server tells of the other folders by itself where it can; the first counters come at once. Only together with QRESYNC: without
     * it Dovecot 2.3, once asked to tell, is silent about messages that vanish from the open folder while we listen.
     */
    private void askToBeTold() throws ImapException {
        if (!with.settings.notifyExtension()
                || !listens()
                || !connection.offers("NOTIFY")
                || !connection.hasEnabled("QRESYNC")
                || others().isEmpty()) {
            return;
        }
        try {
            // Without the word of changed flags they are found when the folders are looked at.
            connection.notifySet(others().stream().map(Folder::wireName).toList());
            told = true;
        } catch (ImapException e) {
            if (!e.failure().connectionUsable()) {
                throw e;
            }
            LOG.info("account {} will not be told: {}", mailbox.accountId(), e.getMessage());
        }
    }

    /** @return whether the inbox was left */
    private boolean lookWhereTold() throws ImapException {
        Map<String, FolderStatus> counters = watch.takeOthers();
        List<Folder> news =
                others().stream()
                        .filter(folder -> {
                            FolderStatus status = counters.get(folder.wireName());
                            return status != null && with.visits.hasNews(folder, status, standings);
                        })
                        .toList();
        Round round = round();
        lookAt(news, round);
        if (round.hasLeftSomething()) {
            lookAtOthers(round);
            round.lookAt(inbox());
            round.end();
        }
        return !news.isEmpty();
    }

    private boolean wishesAreDue() {
        return session.hasHeardAWish() || wishesDue - System.nanoTime() <= 0;
    }

    /** @return whether the inbox was left */
    private boolean carryOutWishes() throws ImapException {
        boolean left = with.writeBack.run(mailbox, connection);
        Duration pause = with.writeBack.untilNext(mailbox);
        wishesDue = System.nanoTime() + pause.toNanos();
        return left;
    }

    /** A server that announces something at every word of ours must not keep us running in circles. */
    private void breathe() {
        long soon = BREATH.toNanos() - (System.nanoTime() - lookedAt);
        if (soon > 0) {
            session.nap(Duration.ofNanos(soon));
        }
        lookedAt = System.nanoTime();
    }

    private void lookAtInboxAndAttachments() throws ImapException {
        breathe();
        lookAtInbox();
        attachmentsOwed = true;
        fetchAttachments();
    }

    /** Asked again at each round until there are none: those that come while others are fetched must not wait for the next news. */
    private void fetchAttachments() throws ImapException {
        attachmentsOwed =
                attachmentsOwed
                        && (session.isFetchingAttachments()
                                || with.attachments.areThereAny(mailbox));
        if (attachmentsOwed && session.fetchAttachments(mailbox)) {
            lookAtInbox();
        }
    }

    /** What left the inbox may lie in another folder now: then those are looked at first, and the inbox is opened again. */
    private void lookAtInbox() throws ImapException {
        Round round = round();
        watch.forget();
        round.lookAt(inbox());
        while (round.hasLeftSomething()) {
            lookAtOthers(round);
            round.end();
            watch.forget();
            round.lookAt(inbox());
        }
        standings.forget();
    }

    /** @return whether the inbox was left */
    private boolean lookAtOthers() throws ImapException {
        Round round = round();
        boolean left = lookAtOthers(round);
        if (round.hasLeftSomething()) {
            round.lookAt(inbox());
            round.end();
        }
        with.visits.lookForLost(mailbox, lost, connection);
        return left;
    }

    private boolean lookAtOthers(Round round) throws ImapException {
        List<Folder> news = with.visits.withNews(mailbox, others(), standings, connection);
        lookAt(news, round);
        return !news.isEmpty();
    }

    private void lookAt(List<Folder> news, Round round) throws ImapException {
        for (Folder folder : news) {
            round.lookAt(folder);
            standings.forget();
        }
    }

    private Round round() {
        return new Round(session, with.visits, mailbox, connection);
    }

    private Folder inbox() {
        return chosen.getFirst();
    }

    private List<Folder> others() {
        return chosen.subList(1, chosen.size());
    }

    /** Until the server says something or the other folders are due. */
    private void listen() throws ImapException {
        long now = System.nanoTime();
        long next = Math.min(othersDue - now, wishesDue - now);
        Duration wait = Duration.ofNanos(Math.max(1_000_000, next));
        if (listens()) {
            if (told) {
                // What changed since the inbox was opened is told here; by NOTIFY some servers tell
                // only of what changes from now on.
                connection.noop();
                if (watch.heardSomething()) {
                    return;
                }
            }
            connection.idle(wait, shorter(wait, reissue()), watch::heardSomething);
        } else {
            session.listen(shorter(wait, NO_IDLE_POLL));
            connection.noop();
        }
    }

    private boolean listens() {
        return mailbox.provider().idleReliable() && connection.offers("IDLE");
    }

    private Duration reissue() {
        if (mailbox.provider().quirks().noopKeepAlive()) {
            return KEEP_ALIVE;
        }
        Integer minutes = mailbox.provider().quirks().idleMinutes();
        return minutes == null ? IDLE_REISSUE : Duration.ofMinutes(minutes);
    }

    private void othersDueLater() {
        Duration poll = with.settings.poll();
        long nanos = (told ? poll.multipliedBy(POLLS_WHEN_TOLD) : poll).toNanos();
        long jitter = ThreadLocalRandom.current().nextLong(nanos / 2 + 1);
        othersDue = System.nanoTime() + nanos - nanos / 4 + jitter;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}

package pl.rozmowa.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.Folder;
import pl.rozmowa.conversation.FlagChange;
import pl.rozmowa.imap.FetchItems;
import pl.rozmowa.imap.FetchedMessage;
import pl.rozmowa.imap.FolderStatus;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;
import pl.rozmowa.imap.SelectedFolder;
import pl.rozmowa.imap.UidSet;

/**
 * Brings one folder up to date over one connection: snapshot, listing and first fetch; later only what is new, changed or
 * gone. Each step may be cut off anywhere and be done again by anybody who holds the lease.
 */
@Component
class FolderSync {

    private static final Logger LOG = LoggerFactory.getLogger(FolderSync.class);
    private static final Duration RECONCILE = Duration.ofHours(23);
    private static final Duration FLAGS_FRESH = Duration.ofMinutes(3);
    private static final int FEW = 20;
    private static final int ROUNDS = 2;
    private static final int MANY = 1_000;

    private final CursorTable cursors;
    private final PlacementTable placements;
    private final PageWriter.Tools tools;
    private final SyncSettings settings;
    private final Clock clock;

    FolderSync(
            CursorTable cursors,
            PlacementTable placements,
            PageWriter.Tools tools,
            SyncSettings settings,
            Clock clock) {
        this.cursors = cursors;
        this.placements = placements;
        this.tools = tools;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether the folder was read once to its end. */
    boolean isLive(Mailbox mailbox, Folder folder) {
        return cursors.find(mailbox.projectId(), folder.id())
                .filter(cursor -> cursor.state() == FolderCursor.State.LIVE)
                .isPresent();
    }

    /** Whether the folder has been refused so often that it is left alone for now. */
    boolean isParked(Mailbox mailbox, Folder folder) {
        return cursors.find(mailbox.projectId(), folder.id())
                .map(FolderCursor::parkedUntil)
                .filter(until -> until.isAfter(clock.instant()))
                .isPresent();
    }

    /** Opens the folder and does whatever is due in it. Leaves it opened. */
    void bringUpToDate(Mailbox mailbox, Folder folder, ImapConnection connection)
            throws ImapException {
        SelectedFolder opened = connection.examine(folder.wireName());
        Optional<FolderCursor> known = cursors.find(mailbox.projectId(), folder.id());
        FolderCursor cursor;
        if (known.isEmpty()
                || known.get().uidValidity() != opened.uidValidity()
                || widened(mailbox, known.get())) {
            cursor = list(mailbox, folder, connection, opened, known);
        } else {
            cursor = known.get();
        }
        FolderCursor before = cursor;
        boolean backfill = cursor.state() != FolderCursor.State.LIVE;
        boolean reconcile = !backfill && isReconciliationDue(cursor);
        int drift = 0;
        if (!backfill) {
            cursor = listNew(mailbox, folder, connection, opened, cursor);
            if (reconcile) {
                drift = listForgotten(mailbox, folder, connection, cursor);
            }
            placements.retryFailed(mailbox.projectId(), folder.id(), cursor.uidValidity());
        }
        int fetched = fetchOutstanding(mailbox, folder, connection, cursor, backfill);
        if (fetched > MANY) {
            placements.learnSizes();
        }
        if (!backfill) {
            int flags = changedFlags(mailbox, folder, connection, opened, before, reconcile);
            int gone = gone(mailbox, folder, connection, opened, before, reconcile);
            drift += before.saysNothingChanged(opened) ? flags + gone : 0;
        }
        // What changed between a backfill's snapshot and now is for the next round, which compares
        // with that snapshot.
        settle(
                mailbox,
                folder,
                backfill
                        ? cursor.caughtUp()
                        : cursor.live((int) opened.exists(), opened.highestModseq()),
                backfill);
        if (reconcile) {
            reconciled(mailbox, folder, drift);
        }
    }

    /** Does STATUS show anything that the cursor doesn't know yet? */
    boolean hasNews(Mailbox mailbox, Folder folder, FolderStatus status) {
        return cursors.find(mailbox.projectId(), folder.id())
                .map(cursor ->
                        cursor.state() != FolderCursor.State.LIVE
                                || status.uidValidity() != cursor.uidValidity()
                                || status.uidNext() < 0
                                || status.uidNext() > cursor.uidNext()
                                || status.messages() != cursor.serverCount()
                                || (status.highestModseq() > 0
                                        && !Objects.equals(
                                                status.highestModseq(), cursor.highestModseq())))
                .orElse(true);
    }

    /** The window was made longer since the folder was listed. */
    private boolean widened(Mailbox mailbox, FolderCursor cursor) {
        return since(mailbox).isBefore(cursor.since());
    }

    /**
     * The window's first day, one day earlier than promised: SINCE knows only dates, and in the server's own zone (RFC 9051
     * §6.4.4). It is counted from the day the mailbox was connected, so that it doesn't shrink as days pass.
     */
    private static LocalDate since(Mailbox mailbox) {
        return mailbox.account()
                .connectedAt()
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .minusDays(mailbox.account().windowDays() + 1L);
    }

    /** Snapshot first, then the listing: what arrives in between has a UID at or above the snapshot's UIDNEXT. */
    private FolderCursor list(
            Mailbox mailbox,
            Folder folder,
            ImapConnection connection,
            SelectedFolder opened,
            Optional<FolderCursor> known)
            throws ImapException {
        LocalDate since = since(mailbox);
        UidSet listed = opened.exists() == 0 ? UidSet.empty() : connection.searchSince(since);
        FolderCursor cursor =
                new FolderCursor(
                        folder.id(),
                        FolderCursor.State.LISTED,
                        opened.uidValidity(),
                        Math.max(opened.uidNext(), listed.last() + 1),
                        opened.highestModseq() > 0 ? opened.highestModseq() : null,
                        (int) opened.exists(),
                        since,
                        0,
                        null,
                        null,
                        clock.instant());
        // A wider window changes nothing about what is known already: there the former snapshot
        // still counts.
        FolderCursor kept =
                known.filter(former -> former.uidValidity() == opened.uidValidity())
                        .map(cursor::withSnapshotOf)
                        .orElse(cursor);
        guarded(
                mailbox,
                folder,
                () -> {
                    placements.list(
                            mailbox.projectId(), folder.id(), opened.uidValidity(), boxed(listed));
                    cursors.save(mailbox.projectId(), kept);
                    cursors.reconciled(mailbox.projectId(), folder.id(), clock.instant(), 0);
                });
        return kept;
    }

    /** Once a day, a little spread; a folder just read for the first time has been compared then. */
    private boolean isReconciliationDue(FolderCursor cursor) {
        Instant last = cursor.reconciledAt();
        return last == null
                || last.plus(RECONCILE)
                        .plusSeconds(Math.floorMod(cursor.folderId().hashCode(), 7_200))
                        .isBefore(clock.instant());
    }

    /** UIDs of the window that the server has and we don't: never listed, or taken for gone by mistake. */
    private int listForgotten(
            Mailbox mailbox, Folder folder, ImapConnection connection, FolderCursor cursor)
            throws ImapException {
        UidSet listed =
                connection.searchSince(cursor.since()).and(UidSet.range(1, cursor.uidNext() - 1));
        AtomicInteger found = new AtomicInteger();
        guarded(
                mailbox,
                folder,
                () ->
                        found.set(
                                placements.list(
                                        mailbox.projectId(),
                                        folder.id(),
                                        cursor.uidValidity(),
                                        boxed(listed))));
        return found.get();
    }

    private void reconciled(Mailbox mailbox, Folder folder, int drift) {
        if (drift > 0) {
            LOG.warn(
                    "account {} folder {}: {} differences from the server found and mended",
                    mailbox.accountId(),
                    folder.id(),
                    drift);
        }
        guarded(
                mailbox,
                folder,
                () -> cursors.reconciled(mailbox.projectId(), folder.id(), clock.instant(), drift));
    }

    private FolderCursor listNew(
            Mailbox mailbox,
            Folder folder,
            ImapConnection connection,
            SelectedFolder opened,
            FolderCursor cursor)
            throws ImapException {
        if (opened.uidNext() > 0 && opened.uidNext() <= cursor.uidNext()) {
            return cursor;
        }
        UidSet fresh = connection.searchUids(UidSet.range(cursor.uidNext(), UidSet.MAX_UID));
        FolderCursor next = cursor.withUidNext(Math.max(opened.uidNext(), fresh.last() + 1));
        guarded(
                mailbox,
                folder,
                () -> {
                    placements.list(
                            mailbox.projectId(), folder.id(), cursor.uidValidity(), boxed(fresh));
                    cursors.save(mailbox.projectId(), next);
                });
        return next;
    }

    private int fetchOutstanding(
            Mailbox mailbox,
            Folder folder,
            ImapConnection connection,
            FolderCursor cursor,
            boolean backfill)
            throws ImapException {
        List<Long> uids =
                placements.outstanding(mailbox.projectId(), folder.id(), cursor.uidValidity());
        int many = uids.size();
        for (int round = 0; !uids.isEmpty() && round < ROUNDS; round++) {
            fetch(mailbox, folder, connection, cursor, backfill, uids);
            uids = placements.outstanding(mailbox.projectId(), folder.id(), cursor.uidValidity());
        }
        for (long uid : uids) {
            // Nothing listed may be forgotten silently, whatever a server does.
            guarded(
                    mailbox,
                    folder,
                    () ->
                            placements.fail(
                                    mailbox.projectId(),
                                    folder.id(),
                                    cursor.uidValidity(),
                                    uid,
                                    "unsettled"));
        }
        return many;
    }

    private void fetch(
            Mailbox mailbox,
            Folder folder,
            ImapConnection connection,
            FolderCursor cursor,
            boolean backfill,
            List<Long> uids)
            throws ImapException {
        int wholeUpTo = mailbox.provider().fetchWhole() ? Integer.MAX_VALUE : settings.wholeUpTo();
        try (PageWriter writer =
                new PageWriter(mailbox, folder, cursor.uidValidity(), backfill, tools)) {
            new WindowFetch(connection, wholeUpTo, writer).run(uids);
        }
    }

    /**
     * With CONDSTORE only what changed since (RFC 7162 §3.1.4.1), else the flags of everything known; without it not at every new message
     * but when nothing else explains what the server said, and every few minutes.
     *
     * @return how many were different
     */
    private int changedFlags(
            Mailbox mailbox,
            Folder folder,
            ImapConnection connection,
            SelectedFolder opened,
            FolderCursor cursor,
            boolean all)
            throws ImapException {
        long now = mailbox.provider().quirks().noCondstore() ? 0 : opened.highestModseq();
        long seen = cursor.highestModseq() == null ? 0 : cursor.highestModseq();
        if (!all && now > 0 && now == seen) {
            return 0;
        }
        // A MODSEQ that went back says nothing: then all flags are compared.
        boolean since = !all && seen > 0 && now > seen;
        if (!all && now == 0 && cursor.differsFrom(opened) && areFlagsFresh(cursor)) {
            return 0;
        }
        UidSet asked = UidSet.range(1, Math.max(1, cursor.uidNext() - 1));
        Map<Long, PlacementTable.Known> known = Map.of();
        if (!since) {
            known = placements.known(mailbox.projectId(), folder.id(), cursor.uidValidity());
            if (known.isEmpty()) {
                return 0;
            }
            asked = UidSet.range(UidSet.of(known.keySet()).first(), cursor.uidNext() - 1);
        }
        FetchItems items =
                since ? FetchItems.onlyFlags().changedSince(seen, false) : FetchItems.onlyFlags();
        List<FetchedMessage> answered = connection.fetch(asked, items);
        if (since) {
            known =
                    placements.known(
                            mailbox.projectId(),
                            folder.id(),
                            cursor.uidValidity(),
                            answered.stream().map(FetchedMessage::uid).toList());
        }
        if (now == 0) {
            cursors.comparedFlags(mailbox.projectId(), folder.id(), clock.instant());
        }
        return applyFlags(mailbox, folder, cursor, known, answered);
    }

    private boolean areFlagsFresh(FolderCursor cursor) {
        Instant last = cursor.flagsAt();
        return last != null && last.plus(FLAGS_FRESH).isAfter(clock.instant());
    }

    private int applyFlags(
            Mailbox mailbox,
            Folder folder,
            FolderCursor cursor,
            Map<Long, PlacementTable.Known> known,
            List<FetchedMessage> answered) {
        Map<Long, Set<String>> changed = new HashMap<>();
        List<FlagChange> changes = new ArrayList<>();
        for (FetchedMessage message : answered) {
            PlacementTable.Known before = known.get(message.uid());
            Set<String> flags = message.flags();
            if (before != null
                    && flags != null
                    && !lasting(flags).equals(lasting(before.flags()))) {
                changed.put(message.uid(), lasting(flags));
                if (before.emailId() != null) {
                    changes.add(new FlagChange(before.emailId(), lasting(flags)));
                }
            }
        }
        if (!changed.isEmpty()) {
            guarded(
                    mailbox,
                    folder,
                    () -> {
                        placements.flags(
                                mailbox.projectId(), folder.id(), cursor.uidValidity(), changed);
                        tools.receiving()
                                .flagsChanged(mailbox.projectId(), mailbox.accountId(), changes);
                    });
        }
        return changed.size();
    }

    /**
     * Looks for what is gone only when the numbers say that something is: a search costs, a count doesn't.
     *
     * @return how many were gone
     */
    private int gone(
            Mailbox mailbox,
            Folder folder,
            ImapConnection connection,
            SelectedFolder opened,
            FolderCursor cursor,
            boolean all)
            throws ImapException {
        if (!all && !cursor.differsFrom(opened)) {
            return 0;
        }
        Map<Long, PlacementTable.Known> known =
                placements.known(mailbox.projectId(), folder.id(), cursor.uidValidity());
        if (known.isEmpty()) {
            return 0;
        }
        UidSet ours = UidSet.of(known.keySet());
        UidSet missing = ours.minus(connection.searchUids(ours));
        if (missing.size() > Math.max(FEW, known.size() / 10)) {
            // So much at once may be a server's bad moment: only what a second look misses too is
            // gone.
            missing = missing.and(ours.minus(connection.searchUids(ours)));
        }
        if (missing.isEmpty()) {
            return 0;
        }
        List<Long> uids = boxed(missing);
        guarded(
                mailbox,
                folder,
                () -> {
                    List<UUID> emails =
                            placements.gone(
                                    mailbox.projectId(), folder.id(), cursor.uidValidity(), uids);
                    tools.receiving()
                            .placementsGone(mailbox.projectId(), mailbox.accountId(), emails);
                });
        return uids.size();
    }

    /** Everything listed is settled: the cursor moves to the snapshot that has been applied. */
    private void settle(Mailbox mailbox, Folder folder, FolderCursor live, boolean backfill) {
        guarded(
                mailbox,
                folder,
                () -> {
                    if (backfill) {
                        // After a renumbering the same emails lie at new UIDs: the old places end
                        // only now.
                        List<UUID> emails =
                                placements.goneWithOtherValidity(
                                        mailbox.projectId(), folder.id(), live.uidValidity());
                        tools.receiving()
                                .placementsGone(mailbox.projectId(), mailbox.accountId(), emails);
                    }
                    cursors.save(mailbox.projectId(), live);
                    cursors.succeeded(mailbox.projectId(), folder.id(), clock.instant());
                });
    }

    private void guarded(Mailbox mailbox, Folder folder, Runnable work) {
        tools.transactions()
                .executeWithoutResult(_ -> {
                    tools.leases().guard(mailbox.lease());
                    tools.placements().requireFollowed(mailbox.projectId(), folder.id());
                    work.run();
                });
    }

    /** \Recent is about a connection, not about a message. */
    static Set<String> lasting(Set<String> flags) {
        Set<String> kept = new TreeSet<>(flags);
        kept.removeIf(flag -> flag.equalsIgnoreCase("\\Recent"));
        return kept;
    }

    private static List<Long> boxed(UidSet uids) {
        List<Long> list = new ArrayList<>();
        uids.forEach(list::add);
        return list;
    }
}

package pl.rozmowa.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    private static final int ROUNDS = 2;

    /** Every UID. */
    static final UidSet ALL = UidSet.range(1, UidSet.MAX_UID);

    private final CursorTable cursors;
    private final FetchAgain again;
    private final PlacementTable placements;
    private final WindowListing listing;
    private final Renumbering renumbering;
    private final FolderChanges changes;
    private final PageWriter.Tools tools;
    private final SyncSettings settings;
    private final Clock clock;

    FolderSync(
            CursorTable cursors,
            FetchAgain again,
            PlacementTable placements,
            WindowListing listing,
            Renumbering renumbering,
            FolderChanges changes,
            PageWriter.Tools tools,
            SyncSettings settings,
            Clock clock) {
        this.cursors = cursors;
        this.again = again;
        this.placements = placements;
        this.listing = listing;
        this.renumbering = renumbering;
        this.changes = changes;
        this.tools = tools;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether the folder was read once to its end, and nobody asked for it to be listed again. */
    boolean isLive(Mailbox mailbox, Folder folder) {
        return cursors.find(mailbox.projectId(), folder.id())
                        .filter(cursor -> cursor.state() == FolderCursor.State.LIVE)
                        .isPresent()
                && !again.isToBeListed(mailbox, folder);
    }

    /** Whether the folder has been refused so often that it is left alone for now. */
    boolean isParked(Mailbox mailbox, Folder folder) {
        return cursors.find(mailbox.projectId(), folder.id())
                .map(FolderCursor::parkedUntil)
                .filter(until -> until.isAfter(clock.instant()))
                .isPresent();
    }

    /**
     * Opens the folder and does whatever is due in it. Leaves it opened.
     *
     * @param mayGo those that may be taken for gone when they are missing; {@link #ALL}, or what was missing before the other
     *     folders were looked at
     * @return what is missing and was left for another look: it may have been moved. The cursor keeps its snapshot then, so that the
     *     other look finds it again, whoever takes it
     */
    UidSet bringUpToDate(Mailbox mailbox, Folder folder, ImapConnection connection, UidSet mayGo)
            throws ImapException {
        Optional<FolderCursor> known = cursors.find(mailbox.projectId(), folder.id());
        HeardChanges heard =
                known.filter(cursor -> canBeTold(mailbox, connection, cursor)).isPresent()
                        ? new HeardChanges()
                        : null;
        SelectedFolder opened =
                heard == null || known.isEmpty()
                        ? connection.examine(folder.wireName())
                        : examine(folder, connection, known.get(), heard);
        if (known.isPresent()
                && known.get().state() == FolderCursor.State.LIVE
                && known.get().uidValidity() == opened.uidValidity()
                && !listing.isWidened(mailbox, known.get())) {
            boolean reconcile = isReconciliationDue(known.get());
            boolean trusted = heard != null && wentForward(known.get(), opened);
            return stayUpToDate(
                    new FolderChanges.Look(
                            mailbox,
                            folder,
                            connection,
                            opened,
                            known.get(),
                            trusted ? heard : null,
                            reconcile),
                    mayGo);
        }
        readWindow(mailbox, folder, connection, opened, known);
        return UidSet.empty();
    }

    /** Whether the server can tell by itself what changed since the snapshot. */
    private boolean canBeTold(Mailbox mailbox, ImapConnection connection, FolderCursor cursor) {
        return connection.hasEnabled("QRESYNC")
                && cursor.state() == FolderCursor.State.LIVE
                && cursor.highestModseq() != null
                && !listing.isWidened(mailbox, cursor)
                && !isReconciliationDue(cursor);
    }

    private static SelectedFolder examine(
            Folder folder, ImapConnection connection, FolderCursor cursor, HeardChanges heard)
            throws ImapException {
        return connection.examineQresync(
                folder.wireName(),
                cursor.uidValidity(),
                Objects.requireNonNull(cursor.highestModseq()),
                UidSet.range(1, Math.max(1, cursor.uidNext() - 1)),
                heard);
    }

    /** A MODSEQ that went back, or was lost, makes everything said since worthless. */
    private static boolean wentForward(FolderCursor cursor, SelectedFolder opened) {
        Long seen = cursor.highestModseq();
        return seen != null && opened.highestModseq() >= seen;
    }

    /** The first time, after a renumbering, or with a longer window. */
    private void readWindow(
            Mailbox mailbox,
            Folder folder,
            ImapConnection connection,
            SelectedFolder opened,
            Optional<FolderCursor> known)
            throws ImapException {
        boolean renumbered = known.filter(c -> c.uidValidity() != opened.uidValidity()).isPresent();
        if (renumbered && Renumbering.happened(known, opened) && isEndless(mailbox, folder)) {
            return;
        }
        FolderCursor cursor =
                known.isEmpty() || renumbered || listing.isWidened(mailbox, known.get())
                        ? listing.list(mailbox, folder, connection, opened, known)
                        : known.get();
        if (cursor.state() == FolderCursor.State.REMAPPING) {
            renumbering.recognise(mailbox, folder, connection, cursor);
        }
        cursor = again.have(mailbox, folder, connection, opened, cursor);
        fetchOutstanding(mailbox, folder, connection, cursor, true);
        // What changed between this snapshot and now is for the next look, which compares with
        // that snapshot.
        settle(mailbox, folder, cursor.caughtUp(), true);
    }

    private boolean isEndless(Mailbox mailbox, Folder folder) {
        AtomicInteger times = new AtomicInteger();
        tools.guarded(
                mailbox,
                folder,
                () -> {
                    Instant now = clock.instant();
                    times.set(cursors.renumbered(mailbox.projectId(), folder.id(), now));
                    if (times.get() >= Renumbering.ENDLESS) {
                        cursors.stumbled(mailbox.projectId(), folder.id(), "renumbered");
                        Instant until = now.plus(FolderVisits.PARKED);
                        cursors.park(mailbox.projectId(), folder.id(), until);
                    }
                });
        if (times.get() < Renumbering.ENDLESS) {
            return false;
        }
        LOG.warn(
                "account {} folder {} was renumbered {} times in a day and is left alone",
                mailbox.accountId(),
                folder.id(),
                times);
        return true;
    }

    private UidSet stayUpToDate(FolderChanges.Look look, UidSet mayGo) throws ImapException {
        Mailbox mailbox = look.mailbox();
        Folder folder = look.folder();
        WindowListing.Listed listed =
                listing.listNew(mailbox, folder, look.connection(), look.opened(), look.before());
        FolderCursor cursor =
                again.have(mailbox, folder, look.connection(), look.opened(), listed.cursor());
        int drift = 0;
        if (look.all()) {
            drift =
                    listing.listForgotten(
                            mailbox, folder, look.connection(), look.opened(), cursor);
        }
        placements.retryFailed(mailbox.projectId(), folder.id(), cursor.uidValidity());
        fetchOutstanding(mailbox, folder, look.connection(), cursor, false);
        int flags = changes.flags(look);
        UidSet missing = changes.missing(look, listed.arrived());
        FolderCursor live =
                cursor.live((int) look.opened().exists(), look.opened().highestModseq());
        UidSet gone = missing.and(mayGo);
        if (!gone.isEmpty()) {
            changes.gone(look, gone);
        }
        UidSet left = missing.minus(mayGo);
        settle(
                mailbox,
                folder,
                left.isEmpty() ? live : live.withoutWhatIsGone(look.before()),
                false);
        if (look.all() && left.isEmpty()) {
            boolean quiet = look.before().saysNothingChanged(look.opened());
            reconciled(mailbox, folder, drift + (quiet ? flags + (int) missing.size() : 0));
        }
        return left;
    }

    /** Once a day, a little spread; a folder just read for the first time has been compared then. */
    private boolean isReconciliationDue(FolderCursor cursor) {
        Instant last = cursor.reconciledAt();
        return last == null
                || last.plus(RECONCILE)
                        .plusSeconds(Math.floorMod(cursor.folderId().hashCode(), 7_200))
                        .isBefore(clock.instant());
    }

    private void reconciled(Mailbox mailbox, Folder folder, int drift) {
        if (drift > 0) {
            LOG.warn(
                    "account {} folder {}: {} differences from the server found and mended",
                    mailbox.accountId(),
                    folder.id(),
                    drift);
        }
        tools.guarded(
                mailbox,
                folder,
                () -> cursors.reconciled(mailbox.projectId(), folder.id(), clock.instant(), drift));
    }

    private void fetchOutstanding(
            Mailbox mailbox,
            Folder folder,
            ImapConnection connection,
            FolderCursor cursor,
            boolean backfill)
            throws ImapException {
        List<Long> uids =
                placements.outstanding(mailbox.projectId(), folder.id(), cursor.uidValidity());
        for (int round = 0; !uids.isEmpty() && round < ROUNDS; round++) {
            fetch(mailbox, folder, connection, cursor, backfill, uids);
            uids = placements.outstanding(mailbox.projectId(), folder.id(), cursor.uidValidity());
        }
        for (long uid : uids) {
            // Nothing listed may be forgotten silently, whatever a server does.
            tools.guarded(
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

    /** Everything listed is settled: the cursor moves to the snapshot that has been applied. */
    private void settle(Mailbox mailbox, Folder folder, FolderCursor live, boolean backfill) {
        tools.guarded(
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

    /** \Recent is about a connection, not about a message. */
    static Set<String> lasting(Set<String> flags) {
        Set<String> kept = new TreeSet<>(flags);
        kept.removeIf(flag -> flag.equalsIgnoreCase("\\Recent"));
        return kept;
    }
}

package pl.rozmowa.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.Folder;
import pl.rozmowa.conversation.FlagChange;
import pl.rozmowa.imap.FetchItems;
import pl.rozmowa.imap.FetchedMessage;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;
import pl.rozmowa.imap.SelectedFolder;
import pl.rozmowa.imap.UidSet;

/**
 * What became of messages that are known: other flags, or gone. Where the server told it while the folder was opened (QRESYNC), that is
 * taken; else it is asked for what changed since the snapshot (CONDSTORE); else everything known is compared.
 */
@Component
class FolderChanges {

    private static final Duration FLAGS_FRESH = Duration.ofMinutes(3);
    private static final int FEW = 20;

    private final CursorTable cursors;
    private final PlacementTable placements;
    private final PageWriter.Tools tools;
    private final Clock clock;

    FolderChanges(
            CursorTable cursors, PlacementTable placements, PageWriter.Tools tools, Clock clock) {
        this.cursors = cursors;
        this.placements = placements;
        this.tools = tools;
        this.clock = clock;
    }

    /**
     * What one look at a folder goes by.
     *
     * @param before where the folder stood before this look
     * @param heard what the server told by itself; null where it wasn't asked to
     * @param all compare everything, whatever the numbers say
     */
    record Look(
            Mailbox mailbox,
            Folder folder,
            ImapConnection connection,
            SelectedFolder opened,
            FolderCursor before,
            @Nullable HeardChanges heard,
            boolean all) {

        UUID projectId() {
            return mailbox.projectId();
        }

        UUID folderId() {
            return folder.id();
        }

        long uidValidity() {
            return opened.uidValidity();
        }
    }

    /**
     * Applies flags that are different.
     *
     * @return how many were
     */
    int flags(Look look) throws ImapException {
        HeardChanges heard = look.heard();
        if (heard != null) {
            return apply(look, known(look, heard.flags().keySet()), heard.flags());
        }
        long now =
                look.mailbox().provider().quirks().noCondstore()
                        ? 0
                        : look.opened().highestModseq();
        long seen = look.before().highestModseq() == null ? 0 : look.before().highestModseq();
        if (!look.all() && now > 0 && now == seen) {
            return 0;
        }
        // A MODSEQ that went back says nothing: then all flags are compared.
        boolean since = !look.all() && seen > 0 && now > seen;
        if (since) {
            return changedSince(look, seen);
        }
        // Without MODSEQ not at every new message, but when nothing else explains what the server
        // said, and every few minutes.
        if (!look.all()
                && now == 0
                && look.before().differsFrom(look.opened())
                && areFresh(look.before(), clock.instant())) {
            return 0;
        }
        return compareAll(look, now == 0);
    }

    private int changedSince(Look look, long modseq) throws ImapException {
        UidSet asked = UidSet.range(1, Math.max(1, look.before().uidNext() - 1));
        List<FetchedMessage> answered =
                look.connection().fetch(asked, FetchItems.onlyFlags().changedSince(modseq, false));
        return apply(
                look,
                known(look, answered.stream().map(FetchedMessage::uid).toList()),
                flagsOf(answered));
    }

    private int compareAll(Look look, boolean withoutModseq) throws ImapException {
        Map<Long, PlacementTable.Known> known = known(look);
        if (known.isEmpty()) {
            return 0;
        }
        UidSet asked = UidSet.range(UidSet.of(known.keySet()).first(), look.before().uidNext() - 1);
        List<FetchedMessage> answered = look.connection().fetch(asked, FetchItems.onlyFlags());
        if (withoutModseq) {
            cursors.comparedFlags(look.projectId(), look.folderId(), clock.instant());
        }
        return apply(look, known, flagsOf(answered));
    }

    /** Whether all flags were compared within the last minutes. */
    static boolean areFresh(FolderCursor cursor, Instant now) {
        Instant last = cursor.flagsAt();
        return last != null && last.plus(FLAGS_FRESH).isAfter(now);
    }

    private static Map<Long, Set<String>> flagsOf(List<FetchedMessage> answered) {
        Map<Long, Set<String>> flags = new HashMap<>();
        for (FetchedMessage message : answered) {
            Set<String> said = message.flags();
            if (said != null) {
                flags.put(message.uid(), said);
            }
        }
        return flags;
    }

    private int apply(
            Look look, Map<Long, PlacementTable.Known> known, Map<Long, Set<String>> said) {
        Map<Long, Set<String>> changed = new HashMap<>();
        List<FlagChange> changes = new ArrayList<>();
        said.forEach((uid, flags) -> {
            PlacementTable.Known before = known.get(uid);
            Set<String> lasting = FolderSync.lasting(flags);
            if (before != null && !lasting.equals(FolderSync.lasting(before.flags()))) {
                changed.put(uid, lasting);
                if (before.emailId() != null) {
                    changes.add(new FlagChange(before.emailId(), lasting));
                }
            }
        });
        if (!changed.isEmpty()) {
            tools.guarded(
                    look.mailbox(),
                    look.folder(),
                    () -> {
                        placements.flags(
                                look.projectId(), look.folderId(), look.uidValidity(), changed);
                        tools.receiving()
                                .flagsChanged(
                                        look.projectId(), look.mailbox().accountId(), changes);
                    });
        }
        return changed.size();
    }

    /**
     * What is known and no longer there. It is looked for only when the numbers say that something is: a search costs, a count doesn't.
     *
     * @param arrived how many UIDs were listed as new in this look
     */
    UidSet missing(Look look, int arrived) throws ImapException {
        HeardChanges heard = look.heard();
        if (heard != null && !isDoubtful(look, heard, arrived)) {
            UidSet named = heard.vanished().and(UidSet.range(1, look.before().uidNext() - 1));
            return named.isEmpty() ? named : sure(look, named.and(ours(look)));
        }
        if (!look.all() && heard == null && !look.before().differsFrom(look.opened())) {
            return UidSet.empty();
        }
        UidSet ours = ours(look);
        return ours.isEmpty() ? ours : sure(look, ours.minus(look.connection().searchUids(ours)));
    }

    /** The counts must agree with what was told: what was there, and what came, less what went. */
    private static boolean isDoubtful(Look look, HeardChanges heard, int arrived) {
        long before = look.before().serverCount();
        long went = heard.vanished().and(UidSet.range(1, look.before().uidNext() - 1)).size();
        return heard.isUnclear()
                || before == FolderCursor.UNKNOWN
                || before + arrived - went != look.opened().exists();
    }

    /** So much at once may be a server's bad moment: only what a second look misses too is gone. */
    private UidSet sure(Look look, UidSet missing) throws ImapException {
        if (missing.size() <= FEW || missing.size() <= known(look).size() / 10) {
            return missing;
        }
        return missing.minus(look.connection().searchUids(missing));
    }

    /** Marks them as gone; an email that lies nowhere else is marked as removed at the server. */
    void gone(Look look, UidSet missing) {
        List<Long> uids = WindowListing.boxed(missing);
        tools.guarded(
                look.mailbox(),
                look.folder(),
                () -> {
                    List<UUID> emails =
                            placements.gone(
                                    look.projectId(), look.folderId(), look.uidValidity(), uids);
                    tools.receiving()
                            .placementsGone(look.projectId(), look.mailbox().accountId(), emails);
                });
        tools.metrics().gone(uids.size());
    }

    private UidSet ours(Look look) {
        return UidSet.of(known(look).keySet());
    }

    private Map<Long, PlacementTable.Known> known(Look look) {
        return placements.known(look.projectId(), look.folderId(), look.uidValidity());
    }

    private Map<Long, PlacementTable.Known> known(Look look, Collection<Long> uids) {
        return uids.isEmpty()
                ? Map.of()
                : placements.known(look.projectId(), look.folderId(), look.uidValidity(), uids);
    }
}

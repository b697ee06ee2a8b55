package pl.rozmowa.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.Folder;
import pl.rozmowa.account.FolderRole;
import pl.rozmowa.conversation.CopyAtServer;
import pl.rozmowa.conversation.OpenWish;
import pl.rozmowa.conversation.Wish;
import pl.rozmowa.conversation.Wishes;
import pl.rozmowa.imap.CopiedUids;
import pl.rozmowa.imap.FolderStatus;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;
import pl.rozmowa.imap.SelectedFolder;
import pl.rozmowa.imap.UidSet;
import pl.rozmowa.platform.Ids;

/**
 * Moves messages between folders as people want it. Each copy is written down before the server is asked; when no answer comes it is
 * looked for in the target before anything is asked again. So nothing is doubled, and nothing is ever removed of which no other copy
 * was seen.
 */
@Component
class MovesAtServer {

    private final Wishes wishes;
    private final MoveTable moves;
    private final LookForMoved looking;
    private final PageWriter.Tools tools;

    MovesAtServer(Wishes wishes, MoveTable moves, LookForMoved looking, PageWriter.Tools tools) {
        this.wishes = wishes;
        this.moves = moves;
        this.looking = looking;
        this.tools = tools;
    }

    /** From which folder to which: one MOVE. */
    private record Way(UUID from, UUID to) {}

    /** A step and whose wish it is. */
    private record Leg(OpenWish wish, MovePlan.Step step) {

        long uid() {
            return step.copy().uid();
        }
    }

    /** Moves whose answer never came: of an earlier connection, or of an earlier node. */
    boolean isAnyUnclear(Mailbox mailbox) {
        return !moves.underWay(mailbox.projectId(), mailbox.accountId()).isEmpty();
    }

    /** Finds out for each of them whether the server made it. */
    void clearUp(WriteBack.Run run) throws ImapException {
        for (MoveTable.Move move : moves.underWay(run.projectId(), run.mailbox().accountId())) {
            looking.hasArrived(run, move);
        }
    }

    /** @return what was not done, by wish */
    Map<UUID, Refusal> carryOut(WriteBack.Run run, List<OpenWish> some) throws ImapException {
        Map<UUID, Refusal> refused = new HashMap<>();
        if (some.isEmpty()) {
            return refused;
        }
        Mailbox mailbox = run.mailbox();
        List<OpenWish> standing = new ArrayList<>();
        tools.guarded(
                mailbox,
                () -> standing.addAll(wishes.sent(mailbox.projectId(), mailbox.accountId(), some)));
        for (Map.Entry<Way, List<Leg>> entry : ways(run, standing, refused).entrySet()) {
            refused.putAll(go(run, entry.getKey(), entry.getValue()));
        }
        return refused;
    }

    private Map<Way, List<Leg>> ways(
            WriteBack.Run run, List<OpenWish> some, Map<UUID, Refusal> refused) {
        List<UUID> emails = some.stream().map(OpenWish::emailId).toList();
        List<CopyAtServer> copies = wishes.copies(run.projectId(), emails);
        List<MoveTable.Move> records = moves.records(run.projectId(), emails);
        UUID inbox =
                run.folders().values().stream()
                        .filter(folder -> folder.role() == FolderRole.INBOX)
                        .findFirst()
                        .orElseThrow()
                        .id();
        Set<UUID> unclear =
                moves.underWay(run.projectId(), run.mailbox().accountId()).stream()
                        .map(MoveTable.Move::emailId)
                        .collect(Collectors.toSet());
        Map<Way, List<Leg>> ways = new LinkedHashMap<>();
        for (OpenWish open : some) {
            if (unclear.contains(open.emailId())) {
                // Whether it was moved is not known yet: a second copy would be worse than waiting.
                refused.put(open.id(), Refusal.NOT_KEPT);
                continue;
            }
            List<CopyAtServer> own =
                    copies.stream().filter(copy -> copy.emailId().equals(open.emailId())).toList();
            if (own.isEmpty()) {
                refused.put(open.id(), Refusal.GONE);
            }
            MovePlan.of(
                            (Wish.Placed) open.wish(),
                            own,
                            records.stream()
                                    .filter(record -> record.emailId().equals(open.emailId()))
                                    .toList(),
                            inbox,
                            folder -> isThere(run.folders().get(folder)))
                    .forEach(step ->
                            ways.computeIfAbsent(
                                            new Way(step.copy().folderId(), step.target()),
                                            way -> new ArrayList<>())
                                    .add(new Leg(open, step)));
        }
        return ways;
    }

    private static boolean isThere(@Nullable Folder folder) {
        return folder != null && folder.selectable() && !folder.vanished();
    }

    private Map<UUID, Refusal> go(WriteBack.Run run, Way way, List<Leg> legs) throws ImapException {
        Folder from = run.folders().get(way.from());
        Folder to = run.folders().get(way.to());
        if (from == null || to == null || !isThere(to)) {
            return all(legs, Refusal.FOLDER_GONE);
        }
        try {
            return go(run, from, to, legs);
        } catch (ImapException e) {
            if (!e.failure().connectionUsable()) {
                throw e;
            }
            return all(legs, Refusal.of(e.failure()));
        }
    }

    private Map<UUID, Refusal> go(WriteBack.Run run, Folder from, Folder to, List<Leg> legs)
            throws ImapException {
        ImapConnection connection = run.connection();
        FolderStatus target = connection.status(to.wireName());
        SelectedFolder opened = connection.select(from.wireName());
        if (opened.uidValidity() != legs.getFirst().step().copy().uidValidity()) {
            return all(legs, Refusal.RENUMBERED);
        }
        if (opened.readOnly()) {
            return all(legs, Refusal.READ_ONLY);
        }
        UidSet there = connection.searchUids(UidSet.of(legs.stream().map(Leg::uid).toList()));
        Map<UUID, Refusal> refused =
                all(
                        legs.stream().filter(leg -> !there.contains(leg.uid())).toList(),
                        Refusal.NOT_FOUND);
        List<Leg> going = legs.stream().filter(leg -> there.contains(leg.uid())).toList();
        if (!going.isEmpty()) {
            refused.putAll(move(run, to, going, target));
        }
        return refused;
    }

    private Map<UUID, Refusal> move(
            WriteBack.Run run, Folder to, List<Leg> going, @Nullable FolderStatus target)
            throws ImapException {
        Map<Leg, MoveTable.Move> started =
                going.stream()
                        .collect(
                                Collectors.toMap(
                                        leg -> leg,
                                        leg -> begun(leg, to, target),
                                        (one, other) -> one,
                                        LinkedHashMap::new));
        Mailbox mailbox = run.mailbox();
        tools.guarded(
                mailbox,
                () -> moves.start(mailbox.projectId(), mailbox.accountId(), started.values()));
        CopiedUids copied = null;
        Refusal refusal = Refusal.NOT_KEPT;
        try {
            UidSet uids = UidSet.of(going.stream().map(Leg::uid).toList());
            copied = run.connection().move(uids, to.wireName());
        } catch (ImapException e) {
            if (!e.failure().connectionUsable()) {
                throw e;
            }
            // Some of several may have been moved all the same (RFC 6851 §3.3): each is looked for.
            refusal = Refusal.of(e.failure());
        }
        List<Leg> unclear = settle(run, started, copied);
        List<Leg> left = new ArrayList<>();
        for (Leg leg : unclear) {
            if (!looking.hasArrived(run, moves.find(run.projectId(), idOf(started, leg)))) {
                left.add(leg);
            }
        }
        return all(left, refusal);
    }

    private static UUID idOf(Map<Leg, MoveTable.Move> started, Leg leg) {
        return Objects.requireNonNull(started.get(leg)).id();
    }

    private static MoveTable.Move begun(Leg leg, Folder to, @Nullable FolderStatus target) {
        CopyAtServer copy = leg.step().copy();
        return new MoveTable.Move(
                Ids.next(),
                copy.emailId(),
                leg.step().origin(),
                copy.folderId(),
                copy.uidValidity(),
                copy.uid(),
                to.id(),
                target == null ? 0 : Math.max(0, target.uidValidity()),
                target == null ? 0 : Math.max(0, target.uidNext()),
                null,
                null);
    }

    /** @return of which the server did not say where they are */
    private List<Leg> settle(
            WriteBack.Run run, Map<Leg, MoveTable.Move> started, @Nullable CopiedUids copied) {
        List<Leg> unclear = new ArrayList<>(started.keySet());
        if (copied == null || copied.uidValidity() == 0) {
            return unclear;
        }
        unclear.removeIf(leg -> copied.uids().containsKey(leg.uid()));
        tools.guarded(
                run.mailbox(),
                () ->
                        started.forEach((leg, move) -> {
                            Long uid = copied.uids().get(leg.uid());
                            if (uid != null) {
                                moves.arrived(run.projectId(), move, copied.uidValidity(), uid);
                            }
                        }));
        return unclear;
    }

    private static Map<UUID, Refusal> all(List<Leg> legs, Refusal refusal) {
        Map<UUID, Refusal> refused = new HashMap<>();
        legs.forEach(leg -> refused.put(leg.wish().id(), refusal));
        return refused;
    }
}

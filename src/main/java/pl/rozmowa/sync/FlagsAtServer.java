package pl.rozmowa.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.Folder;
import pl.rozmowa.conversation.CopyAtServer;
import pl.rozmowa.conversation.OpenWish;
import pl.rozmowa.conversation.Wish;
import pl.rozmowa.conversation.Wishes;
import pl.rozmowa.imap.FetchItems;
import pl.rozmowa.imap.FetchedMessage;
import pl.rozmowa.imap.ImapConnection;
import pl.rozmowa.imap.ImapException;
import pl.rozmowa.imap.SelectedFolder;
import pl.rozmowa.imap.UidSet;

/**
 * {@code \Seen} and {@code \Flagged} as people want them, on every copy of a message, folder by folder. What the server says afterwards
 * is what counts: a STORE that is answered with OK and not kept was not done.
 */
@Component
class FlagsAtServer {

    private final Wishes wishes;
    private final PlacementTable placements;
    private final PageWriter.Tools tools;

    FlagsAtServer(Wishes wishes, PlacementTable placements, PageWriter.Tools tools) {
        this.wishes = wishes;
        this.placements = placements;
        this.tools = tools;
    }

    /** One STORE: this flag, set or taken away. */
    private record Change(String flag, boolean set) {

        static Change of(OpenWish open) {
            return switch (open.wish()) {
                case Wish.Seen seen -> new Change("\\Seen", seen.wanted());
                case Wish.Flagged flagged -> new Change("\\Flagged", flagged.wanted());
                case Wish.Placed _ -> throw new IllegalArgumentException("no flag: " + open);
            };
        }

        boolean isDoneOn(CopyAtServer copy) {
            return copy.has(flag) == set;
        }
    }

    /** @return what was not done, by wish */
    Map<UUID, Refusal> carryOut(WriteBack.Run run, List<OpenWish> some) throws ImapException {
        if (some.isEmpty()) {
            return Map.of();
        }
        Mailbox mailbox = run.mailbox();
        List<OpenWish> standing = new ArrayList<>();
        tools.guarded(
                mailbox,
                () -> standing.addAll(wishes.sent(mailbox.projectId(), mailbox.accountId(), some)));
        Map<UUID, List<CopyAtServer>> byFolder = new LinkedHashMap<>();
        for (CopyAtServer copy : copies(run, standing)) {
            byFolder.computeIfAbsent(copy.folderId(), id -> new ArrayList<>()).add(copy);
        }
        Map<UUID, Refusal> refusedHere = new HashMap<>();
        for (Map.Entry<UUID, List<CopyAtServer>> entry : byFolder.entrySet()) {
            Folder folder = run.folders().get(entry.getKey());
            Refusal refusal =
                    folder == null
                            ? Refusal.FOLDER_GONE
                            : inFolder(run, folder, entry.getValue(), standing);
            if (refusal != null) {
                refusedHere.put(entry.getKey(), refusal);
            }
        }
        return refused(standing, copies(run, standing), refusedHere);
    }

    private List<CopyAtServer> copies(WriteBack.Run run, List<OpenWish> some) {
        return wishes.copies(
                run.projectId(), some.stream().map(OpenWish::emailId).collect(Collectors.toSet()));
    }

    private @Nullable Refusal inFolder(
            WriteBack.Run run, Folder folder, List<CopyAtServer> here, List<OpenWish> some)
            throws ImapException {
        Map<Change, Set<Long>> changes = changes(here, some);
        if (changes.isEmpty()) {
            return null;
        }
        try {
            ImapConnection connection = run.connection();
            SelectedFolder opened = connection.select(folder.wireName());
            if (opened.uidValidity() != here.getFirst().uidValidity()) {
                return Refusal.RENUMBERED;
            }
            if (opened.readOnly()) {
                return Refusal.READ_ONLY;
            }
            Set<Long> all = new HashSet<>();
            for (Map.Entry<Change, Set<Long>> entry : changes.entrySet()) {
                Change change = entry.getKey();
                connection.store(UidSet.of(entry.getValue()), change.set(), List.of(change.flag()));
                all.addAll(entry.getValue());
            }
            return asTheServerHasThem(run, folder, opened.uidValidity(), all);
        } catch (ImapException e) {
            if (!e.failure().connectionUsable()) {
                throw e;
            }
            return Refusal.of(e.failure());
        }
    }

    private static Map<Change, Set<Long>> changes(List<CopyAtServer> here, List<OpenWish> some) {
        Map<Change, Set<Long>> changes = new LinkedHashMap<>();
        for (OpenWish open : some) {
            Change change = Change.of(open);
            here.stream()
                    .filter(copy -> copy.emailId().equals(open.emailId()))
                    .filter(copy -> !change.isDoneOn(copy))
                    .forEach(copy ->
                            changes.computeIfAbsent(change, c -> new HashSet<>()).add(copy.uid()));
        }
        return changes;
    }

    /** A message that is not there says nothing; what became of it, the next look at its folder tells. */
    private @Nullable Refusal asTheServerHasThem(
            WriteBack.Run run, Folder folder, long uidValidity, Set<Long> uids)
            throws ImapException {
        Map<Long, Set<String>> now = new HashMap<>();
        for (FetchedMessage message :
                run.connection().fetch(UidSet.of(uids), FetchItems.onlyFlags())) {
            Set<String> said = message.flags();
            if (said != null && uids.contains(message.uid())) {
                now.put(message.uid(), FolderSync.lasting(said));
            }
        }
        tools.guarded(
                run.mailbox(),
                () -> placements.flags(run.projectId(), folder.id(), uidValidity, now));
        return now.size() == uids.size() ? null : Refusal.NOT_FOUND;
    }

    private static Map<UUID, Refusal> refused(
            List<OpenWish> some, List<CopyAtServer> copies, Map<UUID, Refusal> byFolder) {
        Map<UUID, Refusal> refused = new HashMap<>();
        for (OpenWish open : some) {
            List<CopyAtServer> own =
                    copies.stream().filter(copy -> copy.emailId().equals(open.emailId())).toList();
            // What is gone needs no mark that it was seen.
            if (own.isEmpty() && open.wish() instanceof Wish.Flagged) {
                refused.put(open.id(), Refusal.GONE);
            }
            own.stream()
                    .filter(copy -> !Change.of(open).isDoneOn(copy))
                    .findFirst()
                    .ifPresent(copy ->
                            refused.put(
                                    open.id(),
                                    byFolder.getOrDefault(copy.folderId(), Refusal.NOT_KEPT)));
        }
        return refused;
    }
}

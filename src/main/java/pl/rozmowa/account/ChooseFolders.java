package pl.rozmowa.account;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/**
 * The user's choice of folders, window and audience. Received and sent mail are both needed: a conversation with only one side is none.
 * The engine is not called; it picks up chosen folders that it has no cursor for.
 */
@Service
class ChooseFolders {

    private static final Set<Integer> WINDOWS = Set.of(7, 30, 90, 365);

    private final TransactionTemplate transaction;
    private final Access access;
    private final AccountTable accounts;
    private final FolderTable folders;
    private final ShareAccount sharing;
    private final List<FolderRemoval> removals;
    private final LiveUpdates live;

    ChooseFolders(
            TransactionTemplate transaction,
            Access access,
            AccountTable accounts,
            FolderTable folders,
            ShareAccount sharing,
            List<FolderRemoval> removals,
            LiveUpdates live) {
        this.transaction = transaction;
        this.access = access;
        this.accounts = accounts;
        this.folders = folders;
        this.sharing = sharing;
        this.removals = removals;
        this.live = live;
    }

    /**
     * What the user chose.
     *
     * @param received folders that hold received mail whatever their role says
     * @param sent folders that hold sent mail whatever their role says
     * @param sharing null to leave it as it is
     * @param removed {@code keep} (usual) or {@code remove} the conversations of folders no longer chosen
     */
    record Choice(
            @Nullable List<UUID> chosen,
            @Nullable List<UUID> received,
            @Nullable List<UUID> sent,
            @Nullable Integer windowDays,
            @Nullable String sharing,
            @Nullable List<Shares.Share> shares,
            @Nullable String removed) {

        boolean removes() {
            return switch (removed == null ? "keep" : removed) {
                case "keep" -> false;
                case "remove" -> true;
                default -> throw Problem.invalid("removed");
            };
        }
    }

    void choose(CurrentMember who, UUID accountId, Choice choice) {
        transaction.executeWithoutResult(tx -> {
            MailAccount account = access.managed(who, accountId);
            apply(who, account, choice);
        });
    }

    private void apply(CurrentMember who, MailAccount account, Choice choice) {
        if (account.state() == AccountState.DISCONNECTING
                || account.state() == AccountState.DISCONNECTED) {
            throw new Problem("mailbox_disconnected", 409);
        }
        int window = choice.windowDays() == null ? account.windowDays() : choice.windowDays();
        if (!WINDOWS.contains(window)) {
            throw Problem.invalid("windowDays");
        }
        boolean removes = choice.removes();
        List<Folder> before = folders.of(account.projectId(), account.id());
        Map<UUID, FolderDirection> wanted = directions(before, choice);
        Set<UUID> dropped = dropped(before, wanted.keySet());
        folders.choose(account.projectId(), account.id(), wanted);
        accounts.chooseWindow(account.projectId(), account.id(), window);
        if (choice.sharing() != null) {
            sharing.apply(who, account, choice.sharing(), choice.shares());
        }
        if (removes && !dropped.isEmpty()) {
            removals.forEach(
                    removal -> removal.removing(account.projectId(), account.id(), dropped));
        }
        accounts.enter(
                account.projectId(),
                account.id(),
                next(account, window, before, wanted.keySet()),
                account.stateReason());
        live.publish(
                new LiveEvent(
                        account.projectId(),
                        "account",
                        account.id(),
                        null,
                        null,
                        Map.of("change", "folders")));
    }

    /** Each wanted folder with its side; refused unless both sides are there. */
    private static Map<UUID, FolderDirection> directions(List<Folder> folders, Choice choice) {
        Map<UUID, Folder> choosable =
                folders.stream()
                        .filter(folder -> folder.selectable() && !folder.vanished())
                        .collect(Collectors.toMap(Folder::id, folder -> folder));
        Map<UUID, FolderDirection> wanted = new LinkedHashMap<>();
        for (UUID id : new LinkedHashSet<>(given(choice.chosen()))) {
            Folder folder = choosable.get(id);
            if (folder == null) {
                throw new Problem("folder_unknown", 409);
            }
            wanted.put(id, FolderRoles.direction(folder));
        }
        overrule(wanted, given(choice.received()), FolderDirection.RECEIVED);
        overrule(wanted, given(choice.sent()), FolderDirection.SENT);
        if (!wanted.containsValue(FolderDirection.RECEIVED)) {
            throw new Problem("received_folder_missing", 409);
        }
        if (!wanted.containsValue(FolderDirection.SENT)) {
            throw new Problem("sent_folder_missing", 409);
        }
        return wanted;
    }

    private static void overrule(
            Map<UUID, FolderDirection> wanted, List<UUID> ids, FolderDirection direction) {
        for (UUID id : ids) {
            if (wanted.replace(id, direction) == null) {
                throw new Problem("folder_unknown", 409);
            }
        }
    }

    private static List<UUID> given(@Nullable List<UUID> ids) {
        if (ids == null) {
            return List.of();
        }
        if (ids.stream().anyMatch(Objects::isNull)) {
            throw new Problem("folder_unknown", 409);
        }
        return ids;
    }

    private static Set<UUID> dropped(List<Folder> before, Set<UUID> wanted) {
        return before.stream()
                .filter(folder -> folder.chosen() && !wanted.contains(folder.id()))
                .map(Folder::id)
                .collect(Collectors.toSet());
    }

    /** There is something to read for the first time when folders were added or the window grew. */
    private static AccountState next(
            MailAccount account, int window, List<Folder> before, Set<UUID> wanted) {
        Map<UUID, Boolean> chosenBefore = new HashMap<>();
        before.forEach(folder -> chosenBefore.put(folder.id(), folder.chosen()));
        boolean more =
                window > account.windowDays()
                        || wanted.stream()
                                .anyMatch(id -> !Boolean.TRUE.equals(chosenBefore.get(id)));
        return switch (account.state()) {
            case CHOOSING -> AccountState.BACKFILLING;
            case LIVE -> more ? AccountState.BACKFILLING : AccountState.LIVE;
            case BACKFILLING,
                    BACKING_OFF,
                    NEEDS_SIGN_IN,
                    PAUSED,
                    ON_HOLD,
                    DISCONNECTING,
                    DISCONNECTED ->
                    account.state();
        };
    }
}

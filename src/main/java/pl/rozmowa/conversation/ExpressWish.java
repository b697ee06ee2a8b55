package pl.rozmowa.conversation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.account.Folder;
import pl.rozmowa.account.FolderRole;
import pl.rozmowa.account.MailAccount;
import pl.rozmowa.account.MailAccounts;
import pl.rozmowa.conversation.ConversationQuery.Head;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/**
 * What a member wants of a conversation at its provider: it shows here at once, and stands as rows until the server has done it. A wish
 * for what the server has already leaves no row; of several the last one counts, whoever's it is.
 */
@Component
@Transactional
class ExpressWish {

    private final ConversationQuery query;
    private final MailAccounts accounts;
    private final CopyQuery copies;
    private final IntentTable intents;
    private final WishTable wishes;
    private final EmailTable emails;
    private final ConversationTable conversations;
    private final Announcing announcing;
    private final LiveUpdates live;

    ExpressWish(
            ConversationQuery query,
            MailAccounts accounts,
            CopyQuery copies,
            IntentTable intents,
            WishTable wishes,
            EmailTable emails,
            ConversationTable conversations,
            Announcing announcing,
            LiveUpdates live) {
        this.query = query;
        this.accounts = accounts;
        this.copies = copies;
        this.intents = intents;
        this.wishes = wishes;
        this.emails = emails;
        this.conversations = conversations;
        this.announcing = announcing;
        this.live = live;
    }

    /** A conversation with its mailbox, whose emails nobody else changes until the end of the transaction. */
    private record Held(CurrentMember who, UUID id, MailAccount account) {

        UUID projectId() {
            return account.projectId();
        }

        /** Of what was disconnected only the history is left: no server hears of a wish. */
        boolean hasServer() {
            return switch (account.state()) {
                case CHOOSING, BACKFILLING, LIVE, BACKING_OFF, NEEDS_SIGN_IN, PAUSED, ON_HOLD ->
                        true;
                case DISCONNECTING, DISCONNECTED -> false;
            };
        }
    }

    /** A star marks the newest email; without it no email of the conversation is marked. */
    public void star(CurrentMember who, UUID conversationId, boolean wanted) {
        Held held = hold(who, conversationId);
        List<CopyQuery.Placed> all = copies.ofConversation(held.projectId(), held.id());
        List<CopyQuery.Placed> marked = all.stream().filter(CopyQuery.Placed::flagged).toList();
        if (wanted && !marked.isEmpty()) {
            return;
        }
        List<CopyQuery.Placed> meant = wanted ? newest(all) : marked;
        wishes.flagged(held.projectId(), ids(meant), wanted);
        wish(held, meant, new Wish.Flagged(wanted), copy -> copy.has("\\Flagged") == wanted);
        told(held);
    }

    private static List<CopyQuery.Placed> newest(List<CopyQuery.Placed> newestFirst) {
        return newestFirst.stream()
                .filter(email -> !email.copies().isEmpty())
                .findFirst()
                .or(() -> newestFirst.stream().findFirst())
                .map(List::of)
                .orElse(List.of());
    }

    /** Marks what came in as seen at the server, or all of it as not seen. */
    public void see(CurrentMember who, UUID conversationId, boolean wanted) {
        Held held = hold(who, conversationId);
        see(held, wanted);
        told(held);
    }

    /** The mailbox's owner read here, or took that back: the provider is told what it was not told yet, unless the owner doesn't want it. */
    public void readByOwner(CurrentMember who, UUID conversationId, boolean read) {
        Head head = head(who, conversationId);
        MailAccount account =
                accounts.find(who.projectId(), head.accountId()).orElseThrow(Problem::notFound);
        if (!account.ownerId().equals(who.memberId()) || !account.markSeen()) {
            return;
        }
        emails.lock(account.id());
        Held held = new Held(who, head.id(), account);
        if (read) {
            see(held, true);
        } else {
            takeBackSeen(held);
        }
    }

    private void see(Held held, boolean wanted) {
        List<CopyQuery.Placed> meant =
                copies.ofConversation(held.projectId(), held.id()).stream()
                        .filter(CopyQuery.Placed::inbound)
                        .toList();
        wishes.seen(held.projectId(), ids(meant), wanted);
        wish(held, meant, new Wish.Seen(wanted), copy -> copy.has(Arrivals.SEEN) == wanted);
    }

    /** Only what the server wasn't told yet: what is seen there stays seen. */
    private void takeBackSeen(Held held) {
        Set<UUID> all = ids(copies.ofConversation(held.projectId(), held.id()));
        List<UUID> unsent = intents.unsent(held.projectId(), all, "seen");
        intents.withdraw(held.projectId(), unsent, "seen");
        wishes.asTheServerSays(held.projectId(), unsent);
    }

    /** @param folderId only for {@link Goal#FOLDER} */
    public void place(CurrentMember who, UUID conversationId, Goal goal, @Nullable UUID folderId) {
        Held held = hold(who, conversationId);
        UUID target = held.hasServer() ? target(held.account(), goal, folderId) : null;
        wishes.shelve(held.projectId(), held.id(), goal.shelf());
        place(held, copies.ofConversation(held.projectId(), held.id()), goal, target);
        told(held);
    }

    private void place(Held held, List<CopyQuery.Placed> all, Goal goal, @Nullable UUID target) {
        Set<UUID> moved = new HashSet<>(intents.moved(held.projectId(), ids(all)));
        List<CopyQuery.Placed> meant = new ArrayList<>();
        List<CopyQuery.Placed> settled = new ArrayList<>();
        for (CopyQuery.Placed email : all) {
            boolean something =
                    switch (goal) {
                        case ARCHIVE, FOLDER, TRASH ->
                                !PutAway.leaving(email.copies(), goal, target).isEmpty();
                        case BACK ->
                                moved.contains(email.id())
                                        || !PutAway.returning(email.copies()).isEmpty();
                    };
            (something ? meant : settled).add(email);
        }
        settle(held, meant, settled, new Wish.Placed(goal, target));
    }

    private @Nullable UUID target(MailAccount account, Goal goal, @Nullable UUID folderId) {
        List<Folder> there =
                accounts.folders(account.projectId(), account.id()).stream()
                        .filter(folder -> folder.selectable() && !folder.vanished())
                        .toList();
        return switch (goal) {
            case ARCHIVE -> firstOf(there, FolderRole.ARCHIVE, FolderRole.ALL, "no_archive_folder");
            case TRASH -> firstOf(there, FolderRole.TRASH, FolderRole.TRASH, "no_trash_folder");
            case FOLDER ->
                    there.stream()
                            .filter(folder -> folder.id().equals(folderId))
                            .filter(MoveTargets::isOffered)
                            .findFirst()
                            .orElseThrow(() -> new Problem("folder_gone", 409))
                            .id();
            case BACK -> null;
        };
    }

    private static UUID firstOf(
            List<Folder> folders, FolderRole role, FolderRole otherwise, String missing) {
        return folders.stream()
                .filter(folder -> folder.role() == role)
                .findFirst()
                .or(() -> folders.stream().filter(folder -> folder.role() == otherwise).findFirst())
                .orElseThrow(() -> new Problem(missing, 409))
                .id();
    }

    /** Has what was refused tried once more, as it was wanted. */
    public void again(CurrentMember who, UUID conversationId) {
        Held held = hold(who, conversationId);
        List<OpenWish> failed = intents.failed(held.projectId(), held.id());
        intents.again(held.projectId(), failed.stream().map(OpenWish::id).toList());
        failed.stream()
                .map(OpenWish::wish)
                .filter(wish -> wish instanceof Wish.Placed)
                .map(wish -> ((Wish.Placed) wish).goal().shelf())
                .findFirst()
                .ifPresent(shelf -> wishes.shelve(held.projectId(), held.id(), shelf));
        wake(held);
        told(held);
    }

    /** Gives up what was refused: the server's word counts again. */
    public void giveUp(CurrentMember who, UUID conversationId) {
        Held held = hold(who, conversationId);
        List<OpenWish> failed = intents.failed(held.projectId(), held.id());
        intents.acknowledged(held.projectId(), failed.stream().map(OpenWish::id).toList());
        wishes.asTheServerSays(
                held.projectId(),
                failed.stream()
                        .filter(open -> !(open.wish() instanceof Wish.Placed))
                        .map(OpenWish::emailId)
                        .collect(Collectors.toSet()));
        told(held);
    }

    /** 404 for what the member does not see, 403 for what they may only read. */
    private Held hold(CurrentMember who, UUID conversationId) {
        Head head = head(who, conversationId);
        if (head.level().equals("read")) {
            throw Problem.forbidden();
        }
        emails.lock(head.accountId());
        return new Held(
                who,
                conversations.current(who.projectId(), head.id()),
                accounts.find(who.projectId(), head.accountId()).orElseThrow(Problem::notFound));
    }

    private Head head(CurrentMember who, UUID conversationId) {
        return query.head(who.projectId(), who.memberId(), conversationId)
                .orElseThrow(Problem::notFound);
    }

    private void wish(
            Held held, List<CopyQuery.Placed> meant, Wish wish, Predicate<CopyAtServer> hasIt) {
        Map<Boolean, List<CopyQuery.Placed>> byNeed =
                meant.stream()
                        .collect(
                                Collectors.partitioningBy(
                                        email -> email.copies().stream().allMatch(hasIt)));
        settle(
                held,
                byNeed.getOrDefault(false, List.of()),
                byNeed.getOrDefault(true, List.of()),
                wish);
    }

    /**
     * @param settled where the server has what is wanted; unless something is happening there just now, nothing is left to do
     */
    private void settle(
            Held held, List<CopyQuery.Placed> meant, List<CopyQuery.Placed> settled, Wish wish) {
        Set<UUID> open = ids(meant);
        Set<UUID> done = ids(settled);
        Collection<UUID> underWay = intents.underWay(held.projectId(), done, wish.kind());
        open.addAll(underWay);
        underWay.forEach(done::remove);
        intents.withdraw(held.projectId(), done, wish.kind());
        if (held.hasServer() && !open.isEmpty()) {
            intents.wish(held.projectId(), held.account().id(), held.who().memberId(), open, wish);
            wake(held);
        }
    }

    private void wake(Held held) {
        live.publish(
                new LiveEvent(held.projectId(), "wish", held.account().id(), null, null, Map.of()));
    }

    private void told(Held held) {
        conversations.summarise(held.projectId(), List.of(held.id()));
        announcing.changed(held.projectId(), held.account().id(), List.of(held.id()));
    }

    private static Set<UUID> ids(List<CopyQuery.Placed> some) {
        return some.stream().map(CopyQuery.Placed::id).collect(Collectors.toSet());
    }
}

package pl.rozmowa.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.account.AudienceQuery.Reader;
import pl.rozmowa.team.CurrentMember;
import pl.rozmowa.team.Members;

/**
 * Says who would gain and who would lose a mailbox, before it is saved: the change is made, the access rule is asked, and the change is
 * rolled back. So the preview cannot say anything else than what then happens.
 */
@Component
class PreviewSharing {

    private final TransactionTemplate transaction;
    private final Access access;
    private final AccountTable accounts;
    private final AudienceQuery audience;
    private final Members members;

    PreviewSharing(
            TransactionTemplate transaction,
            Access access,
            AccountTable accounts,
            AudienceQuery audience,
            Members members) {
        this.transaction = transaction;
        this.access = access;
        this.accounts = accounts;
        this.audience = audience;
        this.members = members;
    }

    /**
     * What becomes of somebody's reach.
     *
     * @param before null: they don't reach the mailbox now
     * @param after null: they will not
     * @param granted how many of its conversations they see all the same, because those were opened to them
     */
    record Change(
            UUID memberId,
            String name,
            String role,
            @Nullable String before,
            @Nullable String after,
            int granted) {}

    /** Everybody who reaches the mailbox before or after, by name. */
    List<Change> preview(
            CurrentMember who,
            UUID accountId,
            @Nullable String sharing,
            @Nullable List<Shares.Share> shares) {
        List<Change> changes = new ArrayList<>();
        transaction.executeWithoutResult(tx -> {
            tx.setRollbackOnly();
            MailAccount account = access.managed(who, accountId);
            UUID project = account.projectId();
            Shares wanted = Shares.of(sharing, shares, account, members.active(project));
            Map<UUID, Reader> before = byMember(audience.readers(project, accountId));
            accounts.share(project, accountId, wanted.sharing(), wanted.chosen());
            for (Reader after : audience.readers(project, accountId)) {
                Reader now = before.remove(after.memberId());
                changes.add(change(after, level(now), level(after)));
            }
            before.values().forEach(gone -> changes.add(change(gone, level(gone), null)));
        });
        return changes.stream()
                .filter(change -> change.before() != null || change.after() != null)
                .toList();
    }

    private static Map<UUID, Reader> byMember(List<Reader> readers) {
        return readers.stream().collect(Collectors.toMap(Reader::memberId, Function.identity()));
    }

    private static Change change(Reader reader, @Nullable String before, @Nullable String after) {
        return new Change(
                reader.memberId(), reader.name(), reader.role(), before, after, reader.granted());
    }

    private static @Nullable String level(@Nullable Reader reader) {
        return reader == null || reader.level().isEmpty() ? null : reader.level();
    }
}

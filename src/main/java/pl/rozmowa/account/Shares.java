package pl.rozmowa.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.Member;

/** Who is to see a mailbox, as the user chose it. */
record Shares(Sharing sharing, Map<UUID, AccessLevel> chosen) {

    /** One chosen member, as JSON says it. */
    record Share(@Nullable UUID memberId, @Nullable String level) {}

    /** Only active members can be chosen; the owner needs no share. Shares count only where members are chosen. */
    static Shares of(
            @Nullable String sharing,
            @Nullable List<Share> shares,
            MailAccount account,
            List<Member> active) {
        Sharing kind = sharing(sharing);
        Map<UUID, AccessLevel> chosen = new LinkedHashMap<>();
        if (kind == Sharing.MEMBERS && shares != null) {
            Set<UUID> known = active.stream().map(Member::id).collect(Collectors.toSet());
            for (Share share : shares) {
                UUID member = share == null ? null : share.memberId();
                if (share == null || member == null || !known.contains(member)) {
                    throw Problem.invalid("shares");
                }
                if (!member.equals(account.ownerId())) {
                    chosen.put(member, level(share.level()));
                }
            }
        }
        return new Shares(kind, chosen);
    }

    private static Sharing sharing(@Nullable String word) {
        try {
            return Sharing.of(String.valueOf(word));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("sharing").because(e);
        }
    }

    private static AccessLevel level(@Nullable String word) {
        try {
            return AccessLevel.of(String.valueOf(word));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("shares").because(e);
        }
    }
}

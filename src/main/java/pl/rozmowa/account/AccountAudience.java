package pl.rozmowa.account;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.LiveAudience;
import pl.rozmowa.platform.LiveEvent;

/** News of a mailbox reach those who reach the mailbox; news for one member reach that member alone. */
@Component
class AccountAudience implements LiveAudience {

    private final AccountTable accounts;

    AccountAudience(AccountTable accounts) {
        this.accounts = accounts;
    }

    @Override
    public boolean decides(LiveEvent event) {
        return event.type().equals("account");
    }

    @Override
    public Set<UUID> among(LiveEvent event, Set<UUID> memberIds) {
        UUID account = event.accountId();
        Set<UUID> addressed = new HashSet<>(event.addressed(memberIds));
        if (account != null) {
            addressed.retainAll(accounts.audience(event.projectId(), account));
        } else if (event.memberId() == null) {
            return Set.of();
        }
        return addressed;
    }
}

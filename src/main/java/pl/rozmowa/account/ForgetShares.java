package pl.rozmowa.account;

import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.team.MemberRemoval;

/** Mailboxes that were shared with somebody who leaves the project are not shared with them any more. */
@Component
class ForgetShares implements MemberRemoval {

    private final AccountTable accounts;

    ForgetShares(AccountTable accounts) {
        this.accounts = accounts;
    }

    @Override
    public void removing(UUID projectId, UUID memberId) {
        accounts.unshareAll(projectId, memberId);
    }
}

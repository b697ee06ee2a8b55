package pl.rozmowa.account;

import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;
import pl.rozmowa.team.Role;

/** May this member do this to a mailbox? Asked inside the transaction of the deed; the mailbox stays locked until its end. */
@Component
class Access {

    private final AccountTable accounts;

    Access(AccountTable accounts) {
        this.accounts = accounts;
    }

    /** 404 for what the member does not see, 403 for what they see and do not manage. */
    MailAccount managed(CurrentMember who, UUID accountId) {
        return accounts.lockManaged(who.projectId(), accountId, who.memberId())
                .orElseThrow(() ->
                        accounts.level(who.projectId(), accountId, who.memberId()).isPresent()
                                ? Problem.forbidden()
                                : Problem.notFound());
    }

    /** The same for a look, without a lock. */
    void manages(CurrentMember who, UUID accountId) {
        AccessLevel level =
                accounts.level(who.projectId(), accountId, who.memberId())
                        .orElseThrow(Problem::notFound);
        if (!level.includes(AccessLevel.MANAGE)) {
            throw Problem.forbidden();
        }
    }

    /** Guests connect nothing. */
    void mayConnect(CurrentMember who) {
        if (who.role() == Role.GUEST) {
            throw Problem.forbidden();
        }
    }
}

package pl.rozmowa.account;

import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.LiveAudience;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveRecipient;

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
    public boolean maySee(LiveRecipient recipient, LiveEvent event) {
        UUID member = event.memberId();
        UUID account = event.accountId();
        boolean addressed = member == null || member.equals(recipient.memberId());
        boolean reached =
                account == null
                        ? member != null
                        : accounts.level(recipient.projectId(), account, recipient.memberId())
                                .isPresent();
        return recipient.projectId().equals(event.projectId()) && addressed && reached;
    }
}

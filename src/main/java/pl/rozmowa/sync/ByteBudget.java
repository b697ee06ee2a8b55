package pl.rozmowa.sync;

import org.springframework.stereotype.Component;
import pl.rozmowa.governor.Traffic;

/**
 * What a mailbox may still move today. Old mail and attachments stop early, so that new mail goes on; and all stops before the provider
 * does, because its block hits every program of the mailbox's owner.
 */
@Component
class ByteBudget {

    private static final int PERCENT_FOR_OLD = 80;
    private static final int PERCENT_FOR_NEW = 95;

    private final Traffic traffic;

    ByteBudget(Traffic traffic) {
        this.traffic = traffic;
    }

    boolean isSpentForOld(Mailbox mailbox) {
        return isSpent(mailbox, PERCENT_FOR_OLD);
    }

    void requireForOld(Mailbox mailbox) {
        require(mailbox, true);
    }

    /** @param old mail from before the connection */
    void require(Mailbox mailbox, boolean old) {
        if (isSpent(mailbox, old ? PERCENT_FOR_OLD : PERCENT_FOR_NEW)) {
            throw new DailyLimitReached(mailbox.accountId());
        }
    }

    private boolean isSpent(Mailbox mailbox, int percent) {
        Long limit = mailbox.provider().dailyBytes();
        return limit != null
                && traffic.isSpent(mailbox.projectId(), mailbox.accountId(), limit, percent);
    }
}

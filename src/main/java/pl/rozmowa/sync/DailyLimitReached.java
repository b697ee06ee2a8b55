package pl.rozmowa.sync;

import java.util.UUID;

/** The mailbox has moved what its provider allows in a day, less what other programs need: it rests until tomorrow. */
final class DailyLimitReached extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DailyLimitReached(UUID accountId) {
        super("account " + accountId + " has moved its share of today");
    }
}

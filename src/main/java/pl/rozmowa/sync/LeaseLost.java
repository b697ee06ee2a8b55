package pl.rozmowa.sync;

/** Another node works on this mailbox now: whatever was under way must be dropped, not committed. */
final class LeaseLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LeaseLost(Lease lease) {
        super("lease of account " + lease.accountId() + " at epoch " + lease.epoch() + " is lost");
    }
}

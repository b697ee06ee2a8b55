package pl.rozmowa.account;

import java.util.UUID;

/** A room above that keeps something of a mailbox which the database does not delete by itself. */
public interface AccountRemoval {

    /**
     * Called in the open transaction before the rows of a mailbox go: delete what belongs to it, and what is left
     * without purpose (contacts that appear in no other mailbox's conversations). Bounded memory: SQL, no lists.
     */
    void removing(UUID projectId, UUID accountId);
}

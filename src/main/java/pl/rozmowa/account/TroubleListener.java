package pl.rozmowa.account;

import java.util.UUID;

/** A room above that tells people when a mailbox needs one of them. Called inside the open transaction in which that is written down. */
public interface TroubleListener {

    /** A notice about this mailbox is new. */
    void troubled(UUID projectId, UUID accountId);
}

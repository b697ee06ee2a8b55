package pl.rozmowa.smtp;

import java.util.List;

/**
 * Told where a submission stands, before the next thing happens: what it records durably is true even if the process dies right
 * after. Whatever it throws ends the submission at that point, before anything more is sent.
 */
public interface PhaseListener {

    /** Hears nothing. */
    PhaseListener DEAF = new PhaseListener() {};

    /** MAIL FROM was accepted and so were some recipients. Next the message itself is written: check the lease here. */
    default void recipientsAccepted(List<RefusedRecipient> refused) {}

    /** The message is written except for the final dot. Next the dot goes out, and from then on the outcome is uncertain. */
    default void beforeFinalDot() {}

    /** The final dot has been written; the answer is awaited. */
    default void dataSent() {}
}

package pl.rozmowa.sending;

import java.util.UUID;

/** Somebody else works on the submission by now: whoever hears this must not go on. */
final class ClaimLost extends RuntimeException {

    private static final long serialVersionUID = 1;

    ClaimLost(UUID submissionId) {
        super("the claim on submission " + submissionId + " was lost");
    }
}

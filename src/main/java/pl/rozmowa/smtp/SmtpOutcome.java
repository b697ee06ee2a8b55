package pl.rozmowa.smtp;

import java.util.List;

/** What became of one submission. The question each case answers: could trying again send it twice? */
public sealed interface SmtpOutcome {

    /**
     * The server took the message for every recipient that is not among the refused.
     *
     * @param serverText what it said, mostly with its queue id; for details only
     * @param refused recipients it did not take while it took others; the message was sent to those others
     */
    record Accepted(String serverText, List<RefusedRecipient> refused) implements SmtpOutcome {}

    /** Nobody was taken; nothing was sent. */
    record AllRefused(List<RefusedRecipient> refused) implements SmtpOutcome {}

    /** It failed before the end of the data was sent, or the server refused it: nothing was sent, trying again is safe. */
    record FailedBeforeData(SmtpFailure failure) implements SmtpOutcome {}

    /** The final dot was sent and no answer came: it may have been sent or not. Never try again unasked. */
    record Uncertain(SmtpFailure failure) implements SmtpOutcome {}
}

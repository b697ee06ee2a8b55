package pl.rozmowa.sending;

import pl.rozmowa.smtp.RefusedRecipient;

/** A recipient whom the server did not take. */
record RecipientFailure(String email, String code) {

    /** By the enhanced status code (RFC 3463), else by the reply code. */
    static RecipientFailure of(RefusedRecipient refused) {
        String code =
                switch (refused.enhanced()) {
                    case "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10" -> "recipient_unknown";
                    case "5.2.2", "4.2.2" -> "recipient_mailbox_full";
                    default ->
                            refused.passing() ? "recipient_refused_for_now" : "recipient_refused";
                };
        return new RecipientFailure(refused.address(), code);
    }
}

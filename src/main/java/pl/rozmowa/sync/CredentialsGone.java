package pl.rozmowa.sync;

import java.util.UUID;

/** The mailbox has no stored credentials any more: it was disconnected, or needs to be signed in to again. */
final class CredentialsGone extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CredentialsGone(UUID accountId) {
        super("no credentials for account " + accountId);
    }
}

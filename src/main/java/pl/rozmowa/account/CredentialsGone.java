package pl.rozmowa.account;

import java.util.UUID;

/** The mailbox has no stored credentials any more: it was disconnected, or needs to be signed in to again. */
public final class CredentialsGone extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CredentialsGone(UUID accountId) {
        super("no credentials for account " + accountId);
    }
}

package pl.rozmowa.account;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.mail.Endpoint;

/**
 * A connected mailbox.
 *
 * @param ownerId the member who connected it
 * @param address as the user wrote it
 * @param addressKey the address as it is compared
 * @param aliases further own addresses
 * @param provider id of its row in the provider table
 * @param imapLogin user name at the receiving server
 * @param smtpLogin user name at the sending server
 * @param stateReason failure code behind the state, where there is one
 * @param stateAt since when it has been in that state
 * @param markSeen what its owner reads here is marked as seen at the provider
 * @param windowDays how many days back are synchronised: 7, 30, 90 or 365
 */
public record MailAccount(
        UUID projectId,
        UUID id,
        UUID ownerId,
        String address,
        String addressKey,
        List<String> aliases,
        String displayName,
        String provider,
        Endpoint imap,
        String imapLogin,
        Endpoint smtp,
        String smtpLogin,
        Sharing sharing,
        AccountState state,
        @Nullable String stateReason,
        Instant stateAt,
        int windowDays,
        int colour,
        Instant connectedAt,
        boolean markSeen) {

    /** Whether the password was refused, so that another try with it could lock the mailbox at its provider. */
    public boolean needsSignIn() {
        return state == AccountState.NEEDS_SIGN_IN
                || (state == AccountState.ON_HOLD && stateReason != null);
    }
}

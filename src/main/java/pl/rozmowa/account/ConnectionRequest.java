package pl.rozmowa.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.platform.Problem;

/**
 * What the user typed.
 *
 * @param provider id of the tile; null or {@code other} to have it found out
 * @param imap null to take what is known
 * @param confirmed the user has seen the hosts named here and wants the password to go there
 * @param accountId a mailbox to sign in to again
 */
record ConnectionRequest(
        String address,
        String password,
        @Nullable String provider,
        @Nullable RequestedServer imap,
        @Nullable RequestedServer smtp,
        @Nullable Boolean confirmed,
        @Nullable UUID accountId) {

    private static final int LONGEST_PASSWORD = 4096;

    /** Refuses what cannot be an address or a password, before anything is done with it. */
    void check() {
        if (!isAddress(address)) {
            throw Problem.invalid("address");
        }
        if (password == null
                || password.isEmpty()
                || password.length() > LONGEST_PASSWORD
                || password.chars().anyMatch(c -> c == 0 || c == '\r' || c == '\n')) {
            throw Problem.invalid("password");
        }
        if ((imap == null) != (smtp == null)) {
            throw Problem.invalid(imap == null ? "imap" : "smtp");
        }
        if (imap != null && smtp != null) {
            imap.endpoint("imap");
            smtp.endpoint("smtp");
        }
    }

    boolean isConfirmed() {
        return Boolean.TRUE.equals(confirmed);
    }

    /** One {@code @} with something on both sides, and nothing that could break out of a command. */
    static boolean isAddress(@Nullable String address) {
        if (address == null
                || address.length() > 320
                || address.chars().anyMatch(ConnectionRequest::isUnsafe)) {
            return false;
        }
        int at = address.lastIndexOf('@');
        return at > 0 && !EmailAddress.of(address).domain().isEmpty();
    }

    private static boolean isUnsafe(int c) {
        return Character.isISOControl(c)
                || Character.isWhitespace(c)
                || c == '<'
                || c == '>'
                || c == ',';
    }

    /** Never prints the password. */
    @Override
    public String toString() {
        return "ConnectionRequest[…]";
    }
}

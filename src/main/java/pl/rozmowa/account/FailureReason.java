package pl.rozmowa.account;

import pl.rozmowa.imap.ImapFailure;
import pl.rozmowa.platform.CertificateTrouble;
import pl.rozmowa.platform.NetworkTrouble;

/** The code under which a failure is shown to the mailbox's owner; the web app has the words. */
public final class FailureReason {

    private FailureReason() {}

    public static String of(ImapFailure failure) {
        return switch (failure) {
            case ImapFailure.PasswordRefused _, ImapFailure.TokenRefused _ -> "password_refused";
            case ImapFailure.AppPasswordNeeded _ -> "app_password_needed";
            case ImapFailure.ImapDisabled _ -> "imap_disabled";
            case ImapFailure.AddressNotAuthorised _ -> "ip_not_authorised";
            case ImapFailure.Unreachable unreachable -> of(unreachable.trouble());
            case ImapFailure.CertificateRefused refused -> of(refused.trouble());
            case ImapFailure.NotImap _ -> "not_imap";
            case ImapFailure.TlsUnavailable _ -> "tls_missing";
            case ImapFailure.Throttled _ -> "throttled";
            case ImapFailure.ServerSaidNo _ -> "server_said_no";
            case ImapFailure.ProtocolBroken _, ImapFailure.TooBig _ -> "not_imap";
            case ImapFailure.Closed _ -> "connection_lost";
        };
    }

    private static String of(NetworkTrouble trouble) {
        return switch (trouble) {
            case DNS -> "host_unknown";
            case REFUSED -> "refused_connection";
            case TIMEOUT -> "connection_timeout";
            case RESET -> "connection_lost";
            case NOT_ALLOWED -> "address_not_allowed";
        };
    }

    private static String of(CertificateTrouble trouble) {
        return switch (trouble) {
            case UNTRUSTED -> "certificate_untrusted";
            case WRONG_NAME -> "certificate_wrong_name";
            case EXPIRED -> "certificate_expired";
        };
    }

    /** Is it the folder's own trouble? What the server says of a passing moment is not; a bare NO may be either. */
    public static boolean countsAgainstFolder(ImapFailure failure) {
        return !(failure instanceof ImapFailure.ServerSaidNo no)
                || no.code().isEmpty()
                || !failure.passing();
    }

    /** Does the server say that there is no such folder (RFC 5530 §3)? */
    public static boolean isMissing(ImapFailure failure) {
        return failure instanceof ImapFailure.ServerSaidNo no && no.code().equals("NONEXISTENT");
    }

    /** Does only the owner's own doing mend it? Then trying on would lock the mailbox at its provider. */
    public static boolean needsSignIn(ImapFailure failure) {
        return switch (failure) {
            case ImapFailure.PasswordRefused _,
                    ImapFailure.TokenRefused _,
                    ImapFailure.AppPasswordNeeded _,
                    ImapFailure.ImapDisabled _,
                    ImapFailure.AddressNotAuthorised _ ->
                    true;
            case ImapFailure.Unreachable _,
                    ImapFailure.CertificateRefused _,
                    ImapFailure.NotImap _,
                    ImapFailure.TlsUnavailable _,
                    ImapFailure.Throttled _,
                    ImapFailure.ServerSaidNo _,
                    ImapFailure.ProtocolBroken _,
                    ImapFailure.TooBig _,
                    ImapFailure.Closed _ ->
                    false;
        };
    }
}

package pl.rozmowa.smtp;

import pl.rozmowa.platform.CertificateTrouble;
import pl.rozmowa.platform.NetworkTrouble;

/** What can go wrong with a submission server. {@code serverText} is for details only, never shown as our own words. */
public sealed interface SmtpFailure {

    /** May the same be tried again later without a person doing anything? */
    default boolean passing() {
        return switch (this) {
            case Unreachable u -> u.trouble() != NetworkTrouble.NOT_ALLOWED;
            case ServerSaidNo no -> no.code() < 500;
            case Closed _ -> true;
            case PasswordRefused _,
                    AppPasswordNeeded _,
                    SubmissionDisabled _,
                    AddressNotAuthorised _ ->
                    false;
            case CertificateRefused _, NotSmtp _, TlsUnavailable _, SignInUnavailable _ -> false;
            case MessageTooLarge _, ProtocolBroken _, NeedsUtf8 _ -> false;
        };
    }

    /** 535: the name or password (or token) was not accepted. */
    record PasswordRefused(String serverText) implements SmtpFailure {}

    /** The provider wants an app password in place of the usual one. */
    record AppPasswordNeeded(String serverText) implements SmtpFailure {}

    /** Submission by SMTP is switched off: at the tenant (5.7.139), or by the user. */
    record SubmissionDisabled(String serverText) implements SmtpFailure {}

    /** The provider wants our IP address to be authorised first. */
    record AddressNotAuthorised(String serverText) implements SmtpFailure {}

    record Unreachable(NetworkTrouble trouble) implements SmtpFailure {}

    record CertificateRefused(CertificateTrouble trouble) implements SmtpFailure {}

    /** Somebody listens there who doesn't speak SMTP. */
    record NotSmtp(String serverText) implements SmtpFailure {}

    record TlsUnavailable(String detail) implements SmtpFailure {}

    /** The server offers no way to sign in that we have. */
    record SignInUnavailable() implements SmtpFailure {}

    /**
     * The message is beyond the server's limit.
     *
     * @param limit the server's SIZE limit in octets; 0 when it did not say
     */
    record MessageTooLarge(long limit) implements SmtpFailure {}

    /** An address or header is not ASCII and the server doesn't offer SMTPUTF8. */
    record NeedsUtf8() implements SmtpFailure {}

    /**
     * A reply of 4xx or 5xx.
     *
     * @param code three digits
     * @param enhanced RFC 3463, such as 5.7.1; empty when there is none
     */
    record ServerSaidNo(int code, String enhanced, String serverText) implements SmtpFailure {}

    record ProtocolBroken(String detail) implements SmtpFailure {}

    /** 421, or the end of the stream. */
    record Closed(String serverText) implements SmtpFailure {}
}

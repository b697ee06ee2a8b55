package pl.rozmowa.account;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import pl.rozmowa.imap.ImapFailure;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.platform.CertificateTrouble;
import pl.rozmowa.platform.NetworkTrouble;
import pl.rozmowa.provider.MailProvider;
import pl.rozmowa.smtp.SmtpFailure;

/**
 * Why a mailbox could not be connected, as a code that the web app translates, with what the sentence needs. What the server said is
 * never passed on.
 *
 * @param code one of the failure codes of the API
 * @param args short words and host names
 */
public record ConnectionFailure(String code, Map<String, Object> args) {

    public ConnectionFailure {
        args = Map.copyOf(args);
    }

    static ConnectionFailure of(String code) {
        return new ConnectionFailure(code, Map.of());
    }

    static ConnectionFailure of(String code, MailProvider provider) {
        return new ConnectionFailure(code, Map.of("provider", provider.id()));
    }

    ConnectionFailure with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(args);
        more.put(name, value);
        return new ConnectionFailure(code, more);
    }

    /** What the receiving server's refusal means at this provider. */
    public static ConnectionFailure of(
            ImapFailure failure, MailProvider provider, Endpoint server) {
        ConnectionFailure meaning =
                switch (failure) {
                    case ImapFailure.PasswordRefused _, ImapFailure.TokenRefused _ ->
                            passwordRefused(provider);
                    case ImapFailure.AppPasswordNeeded _ ->
                            of(
                                    provider.needsOAuth() ? "oauth_needed" : "app_password_needed",
                                    provider);
                    case ImapFailure.ImapDisabled _ -> of("imap_disabled", provider);
                    case ImapFailure.AddressNotAuthorised _ -> of("ip_not_authorised", provider);
                    case ImapFailure.Unreachable lost -> unreachable(lost.trouble());
                    case ImapFailure.CertificateRefused refused -> certificate(refused.trouble());
                    case ImapFailure.NotImap _, ImapFailure.ProtocolBroken _ -> of("not_imap");
                    case ImapFailure.TlsUnavailable _ -> of("tls_missing");
                    case ImapFailure.Throttled slow ->
                            of("throttled").with("minutes", minutes(slow.backoff()));
                    case ImapFailure.ServerSaidNo no ->
                            of("server_said_no").with("reason", no.code());
                    case ImapFailure.TooBig _ -> of("server_said_no");
                    case ImapFailure.Closed _ -> of("unreachable");
                };
        return meaning.with("host", server.host());
    }

    /** What the sending server's refusal means at this provider. The receiving server has taken the same password by then. */
    public static ConnectionFailure of(
            SmtpFailure failure, MailProvider provider, Endpoint server) {
        ConnectionFailure meaning =
                switch (failure) {
                    case SmtpFailure.PasswordRefused _,
                            SmtpFailure.SignInUnavailable _,
                            SmtpFailure.ServerSaidNo _,
                            SmtpFailure.MessageTooLarge _,
                            SmtpFailure.NeedsUtf8 _,
                            SmtpFailure.ProtocolBroken _ ->
                            of("smtp_refused", provider);
                    case SmtpFailure.SubmissionDisabled _ ->
                            of("smtp_refused", provider).with("hint", "submission_disabled");
                    case SmtpFailure.AppPasswordNeeded _ ->
                            of(
                                    provider.needsOAuth() ? "oauth_needed" : "app_password_needed",
                                    provider);
                    case SmtpFailure.AddressNotAuthorised _ -> of("ip_not_authorised", provider);
                    case SmtpFailure.Unreachable lost
                            when lost.trouble() == NetworkTrouble.NOT_ALLOWED ->
                            unreachable(lost.trouble());
                    case SmtpFailure.Unreachable lost ->
                            of("smtp_unreachable")
                                    .with("reason", unreachable(lost.trouble()).code());
                    case SmtpFailure.CertificateRefused refused -> certificate(refused.trouble());
                    case SmtpFailure.NotSmtp _ -> of("smtp_unreachable").with("reason", "not_smtp");
                    case SmtpFailure.TlsUnavailable _ -> of("tls_missing");
                    case SmtpFailure.Closed _ ->
                            of("smtp_unreachable").with("reason", "unreachable");
                };
        return meaning.with("host", server.host());
    }

    /** A refused password means something else where providers demand something else first. */
    private static ConnectionFailure passwordRefused(MailProvider provider) {
        if (provider.needsOAuth()) {
            return of("oauth_needed", provider);
        }
        if (provider.needsAppPassword()) {
            return of("app_password_needed", provider);
        }
        ConnectionFailure refused = of("password_refused", provider);
        if (provider.authorisesAddresses()) {
            return refused.with("hint", "ip_not_authorised");
        }
        return provider.imapSwitch() ? refused.with("hint", "imap_disabled") : refused;
    }

    private static ConnectionFailure unreachable(NetworkTrouble trouble) {
        return of(
                switch (trouble) {
                    case DNS -> "host_unknown";
                    case REFUSED -> "refused_connection";
                    case TIMEOUT -> "connection_timeout";
                    case RESET -> "unreachable";
                    case NOT_ALLOWED -> "address_not_allowed";
                });
    }

    private static ConnectionFailure certificate(CertificateTrouble trouble) {
        return of(
                switch (trouble) {
                    case UNTRUSTED -> "certificate_untrusted";
                    case WRONG_NAME -> "certificate_wrong_name";
                    case EXPIRED -> "certificate_expired";
                });
    }

    private static long minutes(Duration backoff) {
        return Math.max(1, (backoff.toSeconds() + 59) / 60);
    }
}

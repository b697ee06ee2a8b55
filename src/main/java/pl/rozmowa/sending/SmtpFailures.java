package pl.rozmowa.sending;

import java.util.Map;
import pl.rozmowa.account.ConnectionFailure;
import pl.rozmowa.account.MailAccount;
import pl.rozmowa.provider.MailProvider;
import pl.rozmowa.smtp.SmtpFailure;

/** What a failure of the sending server means for the one who sends. */
final class SmtpFailures {

    private SmtpFailures() {}

    static Failure of(SmtpFailure failure, MailProvider provider, MailAccount account) {
        return switch (failure) {
            case SmtpFailure.PasswordRefused _ -> lasting("password_refused", provider);
            case SmtpFailure.AppPasswordNeeded _ ->
                    lasting(
                            provider.needsOAuth() ? "oauth_needed" : "app_password_needed",
                            provider);
            case SmtpFailure.MessageTooLarge large ->
                    new Failure("message_too_large", Map.of("limit", large.limit()), false);
            case SmtpFailure.ServerSaidNo no ->
                    new Failure(
                            "server_said_no",
                            Map.of(
                                    "reason",
                                    no.enhanced().isEmpty() ? "" + no.code() : no.enhanced()),
                            failure.passing());
            case SmtpFailure.NeedsUtf8 _ -> Failure.lasting("recipient_needs_utf8");
            case SmtpFailure.SubmissionDisabled _,
                    SmtpFailure.AddressNotAuthorised _,
                    SmtpFailure.Unreachable _,
                    SmtpFailure.CertificateRefused _,
                    SmtpFailure.NotSmtp _,
                    SmtpFailure.TlsUnavailable _,
                    SmtpFailure.SignInUnavailable _,
                    SmtpFailure.ProtocolBroken _,
                    SmtpFailure.Closed _ -> {
                ConnectionFailure meaning = ConnectionFailure.of(failure, provider, account.smtp());
                yield new Failure(meaning.code(), meaning.args(), failure.passing());
            }
        };
    }

    /** Must the mailbox's owner sign in again before anything works? */
    static boolean needsSignIn(SmtpFailure failure) {
        return failure instanceof SmtpFailure.PasswordRefused
                || failure instanceof SmtpFailure.AppPasswordNeeded;
    }

    private static Failure lasting(String code, MailProvider provider) {
        return new Failure(code, Map.of("provider", provider.id()), false);
    }
}

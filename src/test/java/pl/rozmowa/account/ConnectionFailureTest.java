package pl.rozmowa.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import pl.rozmowa.imap.ImapFailure;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.platform.CertificateTrouble;
import pl.rozmowa.platform.NetworkTrouble;
import pl.rozmowa.provider.ProviderCatalog;
import pl.rozmowa.smtp.SmtpFailure;

class ConnectionFailureTest {

    private static final Endpoint SERVER =
            new Endpoint("imap.studiolaka.example", 993, Endpoint.Security.TLS);

    private final ProviderCatalog catalog = new ProviderCatalog();

    private ConnectionFailure of(ImapFailure failure, String provider) {
        return ConnectionFailure.of(failure, catalog.get(provider), SERVER);
    }

    private ConnectionFailure of(SmtpFailure failure, String provider) {
        return ConnectionFailure.of(failure, catalog.get(provider), SERVER);
    }

    @Test
    void a_refused_password_names_what_the_provider_demands() {
        ImapFailure refused = new ImapFailure.PasswordRefused("secret words of the server");
        assertThat(of(refused, "other").code()).isEqualTo("password_refused");
        assertThat(of(refused, "gmail").code()).isEqualTo("app_password_needed");
        assertThat(of(refused, "icloud").code()).isEqualTo("app_password_needed");
        assertThat(of(refused, "office365").code()).isEqualTo("oauth_needed");
        assertThat(of(refused, "nazwa").args()).containsEntry("hint", "ip_not_authorised");
        assertThat(of(refused, "cyberfolks").args()).containsEntry("hint", "ip_not_authorised");
        assertThat(of(refused, "interia").args()).containsEntry("hint", "imap_disabled");
        assertThat(of(refused, "other").args()).doesNotContainKey("hint");
    }

    @Test
    void each_failure_has_its_code() {
        assertThat(of(new ImapFailure.AppPasswordNeeded(""), "yahoo").code())
                .isEqualTo("app_password_needed");
        assertThat(of(new ImapFailure.AppPasswordNeeded(""), "outlook").code())
                .isEqualTo("oauth_needed");
        assertThat(of(new ImapFailure.ImapDisabled(""), "wp").code()).isEqualTo("imap_disabled");
        assertThat(of(new ImapFailure.AddressNotAuthorised(""), "nazwa").code())
                .isEqualTo("ip_not_authorised");
        assertThat(of(new ImapFailure.Unreachable(NetworkTrouble.DNS), "other").code())
                .isEqualTo("host_unknown");
        assertThat(of(new ImapFailure.Unreachable(NetworkTrouble.REFUSED), "other").code())
                .isEqualTo("refused_connection");
        assertThat(of(new ImapFailure.Unreachable(NetworkTrouble.TIMEOUT), "other").code())
                .isEqualTo("connection_timeout");
        assertThat(of(new ImapFailure.Unreachable(NetworkTrouble.RESET), "other").code())
                .isEqualTo("unreachable");
        assertThat(of(new ImapFailure.Unreachable(NetworkTrouble.NOT_ALLOWED), "other").code())
                .isEqualTo("address_not_allowed");
        assertThat(
                        of(
                                        new ImapFailure.CertificateRefused(
                                                CertificateTrouble.UNTRUSTED),
                                        "other")
                                .code())
                .isEqualTo("certificate_untrusted");
        assertThat(
                        of(
                                        new ImapFailure.CertificateRefused(
                                                CertificateTrouble.WRONG_NAME),
                                        "other")
                                .code())
                .isEqualTo("certificate_wrong_name");
        assertThat(
                        of(new ImapFailure.CertificateRefused(CertificateTrouble.EXPIRED), "other")
                                .code())
                .isEqualTo("certificate_expired");
        assertThat(of(new ImapFailure.NotImap(""), "other").code()).isEqualTo("not_imap");
        assertThat(of(new ImapFailure.TlsUnavailable(""), "other").code()).isEqualTo("tls_missing");
        assertThat(of(new ImapFailure.ServerSaidNo("UNAVAILABLE", ""), "other").code())
                .isEqualTo("server_said_no");
        assertThat(of(new ImapFailure.Closed(""), "other").code()).isEqualTo("unreachable");
        assertThat(of(new ImapFailure.Throttled(Duration.ofSeconds(61), ""), "other"))
                .satisfies(f -> assertThat(f.code()).isEqualTo("throttled"))
                .satisfies(f -> assertThat(f.args()).containsEntry("minutes", 2L));
    }

    @Test
    void sending_has_its_own_codes() {
        assertThat(of(new SmtpFailure.PasswordRefused(""), "other").code())
                .isEqualTo("smtp_refused");
        assertThat(of(new SmtpFailure.SubmissionDisabled("535 5.7.139"), "office365").args())
                .containsEntry("hint", "submission_disabled");
        assertThat(of(new SmtpFailure.Unreachable(NetworkTrouble.REFUSED), "other"))
                .satisfies(f -> assertThat(f.code()).isEqualTo("smtp_unreachable"))
                .satisfies(f -> assertThat(f.args()).containsEntry("reason", "refused_connection"));
        assertThat(of(new SmtpFailure.Unreachable(NetworkTrouble.NOT_ALLOWED), "other").code())
                .isEqualTo("address_not_allowed");
        assertThat(of(new SmtpFailure.NotSmtp(""), "other").code()).isEqualTo("smtp_unreachable");
        assertThat(of(new SmtpFailure.TlsUnavailable(""), "other").code()).isEqualTo("tls_missing");
        assertThat(of(new SmtpFailure.AppPasswordNeeded(""), "gmail").code())
                .isEqualTo("app_password_needed");
    }

    @Test
    void what_the_server_said_is_never_passed_on() {
        assertThat(of(new ImapFailure.PasswordRefused("<script>canary"), "other").args().toString())
                .doesNotContain("canary");
        assertThat(of(new ImapFailure.NotImap("canary"), "other").args().toString())
                .doesNotContain("canary");
        assertThat(of(new SmtpFailure.PasswordRefused("canary"), "other").args().toString())
                .doesNotContain("canary");
    }
}

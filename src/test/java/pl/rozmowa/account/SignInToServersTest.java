package pl.rozmowa.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import pl.rozmowa.imap.FolderListing;
import pl.rozmowa.imap.ImapLimits;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.mail.Endpoint.Security;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.PeerCertificate;
import pl.rozmowa.peers.Postfix;
import pl.rozmowa.peers.RawImap;
import pl.rozmowa.platform.Await;
import pl.rozmowa.platform.Dialer;
import pl.rozmowa.platform.TlsPolicy;
import pl.rozmowa.provider.MailProvider;
import pl.rozmowa.provider.ProviderCatalog;

class SignInToServersTest {

    private static final ImapLimits HASTY =
            ImapLimits.standard().answeringWithin(Duration.ofSeconds(1));
    private static final MailProvider OTHER = new ProviderCatalog().get(MailProvider.OTHER);

    private final Dovecot dovecot = Dovecot.shared();
    private final List<ConnectionStage> stages = new ArrayList<>();

    private SignedIn signIn(
            Endpoint imap,
            List<String> logins,
            Endpoint smtp,
            String password,
            Dialer dialer,
            TlsPolicy tls)
            throws CannotConnect {
        return new SignInToServers(dialer, tls, HASTY)
                .signIn(new ServerSettings(OTHER, imap, logins, smtp, null), password, stages::add);
    }

    private SignedIn signIn(Endpoint imap, String login, String password) throws CannotConnect {
        return signIn(imap, List.of(login), smtp(), password, Dovecot.dialer(), Dovecot.tls());
    }

    private static Endpoint smtp() {
        return Postfix.shared().endpoint(Security.TLS);
    }

    private ConnectionFailure failure(Endpoint imap) {
        return failure(imap, Dovecot.dialer(), Dovecot.tls());
    }

    private ConnectionFailure failure(Endpoint imap, Dialer dialer, TlsPolicy tls) {
        return catchThrowableOfType(
                        CannotConnect.class,
                        () ->
                                signIn(
                                        imap,
                                        List.of("x@debowa.test"),
                                        smtp(),
                                        Dovecot.PASSWORD,
                                        dialer,
                                        tls))
                .failure();
    }

    private int refusals(String user) {
        return (int)
                dovecot.log()
                        .lines()
                        .filter(line -> line.contains("Password mismatch") && line.contains(user))
                        .count();
    }

    @Test
    void signs_in_to_both_and_reads_the_folders() throws Exception {
        String hanna = dovecot.freshUser("hanna", "debowa.test");
        for (Security security : Security.values()) {
            SignedIn proved = signIn(dovecot.endpoint(security), hanna, Dovecot.PASSWORD);
            assertThat(proved.folders())
                    .extracting(FolderListing::name)
                    .contains("INBOX", "Wysłane", "Kopie robocze", "Kosz", "Spam", "Archiwum");
            assertThat(proved.imapLogin()).isEqualTo(hanna);
        }
        assertThat(stages)
                .startsWith(
                        ConnectionStage.CONNECTING,
                        ConnectionStage.SIGNING_IN,
                        ConnectionStage.READING_FOLDERS);
    }

    @Test
    void a_wrong_password_is_tried_once() throws Exception {
        String hanna = dovecot.freshUser("hanna", "debowa.test");
        CannotConnect refused =
                catchThrowableOfType(
                        CannotConnect.class,
                        () -> signIn(dovecot.endpoint(Security.TLS), hanna, "wrong-password"));
        assertThat(refused.failure().code()).isEqualTo("password_refused");
        Await.until("Dovecot has logged it", () -> refusals(hanna) > 0);
        assertThat(refusals(hanna)).isEqualTo(1);
    }

    @Test
    void the_other_user_name_is_the_second_and_last_try() throws Exception {
        String hanna = dovecot.freshUser("hanna", "debowa.test");
        List<String> logins = List.of(hanna, hanna + ".local", hanna + ".never");
        CannotConnect refused =
                catchThrowableOfType(
                        CannotConnect.class,
                        () ->
                                signIn(
                                        dovecot.endpoint(Security.TLS),
                                        logins,
                                        smtp(),
                                        "wrong",
                                        Dovecot.dialer(),
                                        Dovecot.tls()));
        assertThat(refused.failure().code()).isEqualTo("password_refused");
        Await.until("Dovecot has logged both", () -> refusals(hanna + ".local") > 0);
        assertThat(refusals(hanna)).isEqualTo(2);
        assertThat(refusals(hanna + ".never")).isZero();
    }

    @Test
    void the_sending_server_is_asked_once_and_after_the_receiving_one() throws Exception {
        String hanna = dovecot.freshUser("hanna", "debowa.test");
        try (FakeServer smtp =
                new FakeServer(peer -> {
                    peer.say("220 ready");
                    for (String line = peer.hear(); line != null; line = peer.hear()) {
                        peer.say(
                                line.startsWith("EHLO")
                                        ? "250-hello\r\n250 AUTH PLAIN"
                                        : "535 5.7.8 no");
                    }
                })) {
            CannotConnect refused =
                    catchThrowableOfType(
                            CannotConnect.class,
                            () ->
                                    signIn(
                                            dovecot.endpoint(Security.TLS),
                                            List.of(hanna),
                                            smtp.endpoint(),
                                            Dovecot.PASSWORD,
                                            Dovecot.dialer(),
                                            Dovecot.tls()));
            assertThat(refused.failure().code()).isEqualTo("smtp_refused");
            assertThat(smtp.heard().stream().filter(line -> line.startsWith("AUTH"))).hasSize(1);
            assertThat(
                            catchThrowableOfType(
                                            CannotConnect.class,
                                            () ->
                                                    signIn(
                                                            dovecot.endpoint(Security.TLS),
                                                            List.of(hanna),
                                                            smtp.endpoint(),
                                                            "wrong",
                                                            Dovecot.dialer(),
                                                            Dovecot.tls()))
                                    .failure()
                                    .code())
                    .isEqualTo("password_refused");
            assertThat(smtp.heard().stream().filter(line -> line.startsWith("AUTH"))).hasSize(1);
        }
    }

    @Test
    void says_what_is_wrong_with_the_host() throws Exception {
        Dialer network =
                (host, port) -> {
                    if (host.endsWith(".example")) {
                        throw new java.net.UnknownHostException(host);
                    }
                    return Dovecot.dialer().dial(host, port);
                };
        assertThat(
                        failure(
                                        new Endpoint("imap.nowhere.example", 993, Security.TLS),
                                        network,
                                        Dovecot.tls())
                                .code())
                .isEqualTo("host_unknown");
        int closed;
        try (ServerSocket once = new ServerSocket(0)) {
            closed = once.getLocalPort();
        }
        assertThat(failure(new Endpoint("localhost", closed, Security.TLS)).code())
                .isEqualTo("refused_connection");
    }

    @Test
    void says_what_is_wrong_with_the_certificate() throws Exception {
        assertThat(
                        failure(
                                        dovecot.endpoint(Security.TLS),
                                        Dovecot.dialer(),
                                        TlsPolicy.standard())
                                .code())
                .isEqualTo("certificate_untrusted");
        PeerCertificate expired = PeerCertificate.expired();
        try (FakeServer server = FakeServer.withTls(expired, peer -> peer.imap(List.of()))) {
            assertThat(failure(server.endpoint(), Dovecot.dialer(), expired.trusting()).code())
                    .isEqualTo("certificate_expired");
        }
        PeerCertificate another = PeerCertificate.forHost("imap.studiolaka.example");
        try (FakeServer server = FakeServer.withTls(another, peer -> peer.imap(List.of()))) {
            assertThat(failure(server.endpoint(), Dovecot.dialer(), another.trusting()).code())
                    .isEqualTo("certificate_wrong_name");
        }
    }

    @Test
    void says_that_it_is_no_imap_server() throws Exception {
        try (FakeServer http =
                new FakeServer(peer -> {
                    peer.hear();
                    peer.say("HTTP/1.1 400 Bad Request");
                })) {
            assertThat(failure(http.endpoint()).code()).isIn("not_imap", "connection_timeout");
        }
        try (FakeServer http = new FakeServer(peer -> peer.say("HTTP/1.1 408 Request Timeout"))) {
            assertThat(failure(http.endpoint()).code()).isEqualTo("not_imap");
        }
    }

    @Test
    void does_not_wait_for_a_silent_or_dripping_server() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (FakeServer silent = new FakeServer(peer -> await(over))) {
            assertThat(failure(silent.endpoint()).code()).isEqualTo("connection_timeout");
            assertThat(failure(silent.endpoint(Security.TLS)).code())
                    .isEqualTo("connection_timeout");
        }
        try (FakeServer dripping =
                new FakeServer(peer -> {
                    for (char c : "* OK this will take a very long time to be said".toCharArray()) {
                        peer.sayRaw(String.valueOf(c));
                        await(over, 500);
                    }
                })) {
            assertThat(failure(dripping.endpoint()).code()).isEqualTo("connection_timeout");
        }
        over.countDown();
    }

    @Test
    void refuses_what_is_not_protected_as_agreed() throws Exception {
        try (FakeServer stripped = new FakeServer(peer -> peer.imap(List.of("() \"/\" INBOX")))) {
            assertThat(failure(stripped.endpoint(Security.STARTTLS)).code())
                    .isEqualTo("tls_missing");
            assertThat(stripped.heard())
                    .noneMatch(line -> line.contains("LOGIN") || line.contains("AUTHENTICATE"));
        }
        try (FakeServer preauth =
                new FakeServer(peer -> {
                    peer.say("* PREAUTH welcome");
                    peer.hear();
                })) {
            assertThat(failure(preauth.endpoint(Security.STARTTLS)).code()).isEqualTo("not_imap");
        }
    }

    @Test
    void reads_hundreds_of_folders_with_all_kinds_of_names() throws Exception {
        String hanna = dovecot.freshUser("hanna", "debowa.test");
        try (RawImap outside = dovecot.outside(hanna)) {
            for (int i = 0; i < 300; i++) {
                outside.command("CREATE \"Klienci/&AUEA8w- " + i + " &- syn\"");
            }
        }
        SignedIn proved = signIn(dovecot.endpoint(Security.TLS), hanna, Dovecot.PASSWORD);
        assertThat(proved.folders()).hasSizeGreaterThan(305);
        assertThat(proved.folders()).extracting(FolderListing::name).contains("Klienci/Łó 7 & syn");
    }

    @Test
    void takes_whatever_delimiter_and_needs_at_least_one_folder() throws Exception {
        List<String> odd =
                List.of(
                        "(\\HasChildren) \".\" INBOX",
                        "() \".\" \"INBOX.Sent Items\"",
                        "(\\Noselect) NIL Flat",
                        "() \"/\" \"a\\\"b\"");
        try (FakeServer server = new FakeServer(peer -> peer.imap(odd))) {
            SignedIn proved =
                    signIn(
                            server.endpoint(),
                            dovecot.freshUser("hanna", "debowa.test"),
                            Dovecot.PASSWORD);
            assertThat(proved.folders())
                    .extracting(FolderListing::delimiter)
                    .containsExactlyInAnyOrder(".", ".", null, "/");
            assertThat(proved.folders())
                    .extracting(FolderListing::name)
                    .contains("INBOX.Sent Items", "a\"b");
        }
        try (FakeServer server =
                new FakeServer(peer -> peer.imap(List.of("(\\Noselect) \"/\" \"\"")))) {
            assertThat(failure(server.endpoint()).code()).isIn("folders_empty", "smtp_refused");
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        await(latch, 30_000);
    }

    private static void await(CountDownLatch latch, long millis) throws IOException {
        try {
            if (latch.await(millis, TimeUnit.MILLISECONDS)) {
                throw new IOException("over");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}

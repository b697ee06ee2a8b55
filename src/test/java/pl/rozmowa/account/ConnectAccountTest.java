package pl.rozmowa.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.mail.Endpoint.Security;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.Postfix;
import pl.rozmowa.platform.Await;
import pl.rozmowa.platform.Problem;

@NullUnmarked // nulls stand for what JSON leaves out, and a null found fails the test anyway
@ExtendWith(OutputCaptureExtension.class)
class ConnectAccountTest extends ConnectedTest {

    @Test
    void a_mailbox_is_connected_and_waits_for_its_folders() {
        UUID account = connected(office.hanna);
        MailAccount kept = accounts.find(office.project, account).orElseThrow();
        assertThat(kept.state()).isEqualTo(AccountState.CHOOSING);
        assertThat(kept.ownerId()).isEqualTo(office.hanna.memberId());
        assertThat(kept.imapLogin()).isEqualTo(address);
        assertThat(accounts.ownAddresses(office.project, account)).containsExactly(address);
        assertThat(credentials.open(office.project, account)).contains(Dovecot.PASSWORD);
        FolderTree tree = folderList.tree(office.hanna, account);
        assertThat(tree.items())
                .extracting(FolderTree.Shown::name)
                .contains("INBOX", "Wysłane", "Kopie robocze");
        assertThat(tree.suggested())
                .containsExactlyInAnyOrder(folder(account, "INBOX"), folder(account, "Wysłane"));
    }

    @Test
    void the_password_is_nowhere_but_sealed(CapturedOutput output) {
        UUID account = connected(office.hanna);
        failure(
                office.hanna,
                new ConnectionRequest(
                        address + ".x",
                        "kanarek-wrong",
                        "other",
                        server(dovecot.endpoint(Security.TLS)),
                        server(Postfix.shared().endpoint(Security.TLS)),
                        true,
                        null));
        byte[] sealed =
                jdbc.sql("select sealed from account_credential where account_id = ?")
                        .param(account)
                        .query((row, n) -> row.getBytes(1))
                        .single();
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(Dovecot.PASSWORD);
        assertThat(
                        jdbc.sql(
                                        "select coalesce(string_agg(t::text, ' '), '') from connection_attempt t")
                                .query(String.class)
                                .single())
                .doesNotContain(Dovecot.PASSWORD)
                .doesNotContain("kanarek");
        assertThat(output.getAll())
                .doesNotContain(Dovecot.PASSWORD)
                .doesNotContain("kanarek")
                .doesNotContain(address);
        assertThat(request("kanarek", true, null).toString()).doesNotContain("kanarek");
    }

    @Test
    void a_sealed_password_moved_to_another_mailbox_does_not_open() {
        UUID first = connected(office.hanna);
        address = dovecot.freshUser("export", "debowa.test");
        UUID second = connected(office.hanna);
        jdbc.sql(
                        "update account_credential t set sealed = s.sealed from account_credential s where t.account_id = ? and s.account_id = ?")
                .params(second, first)
                .update();
        assertThat(
                        catchThrowableOfType(
                                RuntimeException.class,
                                () -> credentials.open(office.project, second)))
                .isNotNull();
    }

    @Test
    void no_password_goes_to_hosts_that_the_user_has_not_confirmed() throws Exception {
        try (FakeServer stranger = new FakeServer(peer -> peer.imap(List.of("() \"/\" INBOX")))) {
            ConnectionRequest request =
                    new ConnectionRequest(
                            address,
                            Dovecot.PASSWORD,
                            "other",
                            server(stranger.endpoint()),
                            server(stranger.endpoint()),
                            null,
                            null);
            assertThat(failure(office.hanna, request)).isEqualTo("settings_unconfirmed");
            assertThat(stranger.heard()).isEmpty();
        }
        assertThat(failure(office.hanna, request(Dovecot.PASSWORD, false, null)))
                .isEqualTo("settings_unconfirmed");
    }

    @Test
    void a_password_that_cannot_work_is_not_sent_at_all() {
        ConnectionRequest outlook =
                new ConnectionRequest(
                        "hanna@outlook.com", "haslo-hanny", null, null, null, null, null);
        assertThat(failure(office.hanna, outlook)).isEqualTo("oauth_needed");
        ConnectionRequest tile =
                new ConnectionRequest(
                        "hanna@debowa.test", "haslo-hanny", "office365", null, null, null, null);
        assertThat(failure(office.hanna, tile)).isEqualTo("oauth_needed");
        ConnectionRequest typed =
                new ConnectionRequest(
                        "hanna@debowa.test",
                        "haslo-hanny",
                        "other",
                        new RequestedServer("outlook.office365.com", 993, "tls", null),
                        new RequestedServer("smtp.office365.com", 587, "starttls", null),
                        true,
                        null);
        assertThat(failure(office.hanna, typed)).isEqualTo("oauth_needed");
    }

    @Test
    void only_listed_servers_are_reached_inside_or_spoken_to_without_tls() {
        RequestedServer inside = new RequestedServer("10.0.0.1", 993, "tls", null);
        ConnectionRequest lan =
                new ConnectionRequest(address, "haslo-hanny", "other", inside, inside, true, null);
        assertThat(failure(office.hanna, lan)).isEqualTo("address_not_allowed");
        RequestedServer plain = new RequestedServer("192.0.2.1", 143, "plain", null);
        assertThat(
                        failure(
                                office.hanna,
                                new ConnectionRequest(
                                        address, "haslo-hanny", "other", plain, plain, true, null)))
                .isEqualTo("tls_missing");
    }

    @Test
    void a_failure_leaves_no_half_made_mailbox() {
        assertThat(failure(office.hanna, request("wrong-password", true, null)))
                .isEqualTo("password_refused");
        Endpoint smtp = new Endpoint("localhost", dovecot.imapPort(), Security.PLAIN);
        ConnectionRequest noSmtp =
                new ConnectionRequest(
                        address,
                        Dovecot.PASSWORD,
                        "other",
                        server(dovecot.endpoint(Security.TLS)),
                        server(smtp),
                        true,
                        null);
        assertThat(failure(office.hanna, noSmtp)).isEqualTo("smtp_unreachable");
        for (String table : List.of("mail_account", "account_credential", "folder")) {
            assertThat(office.count(table)).as(table).isZero();
        }
    }

    @Test
    void two_attempts_at_once_make_one_mailbox() {
        UUID one = connect.begin(office.hanna, request(Dovecot.PASSWORD, true, null));
        UUID other = connect.begin(office.lidia, request(Dovecot.PASSWORD, true, null));
        List<ConnectionAttempt> both =
                List.of(ended(office.hanna, one), ended(office.lidia, other));
        assertThat(both).filteredOn(a -> a.failure() == null).isNotEmpty();
        assertThat(both)
                .filteredOn(a -> a.failure() != null)
                .allMatch(a -> a.failure().code().equals("already_connected"));
        assertThat(office.count("mail_account")).isEqualTo(1);
        assertThat(office.count("account_credential")).isEqualTo(1);
    }

    @Test
    void an_attempt_that_is_given_up_makes_no_mailbox() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (FakeServer silent =
                new FakeServer(peer -> {
                    peer.sayRaw("* OK wait");
                    peer.hear();
                    over.countDown();
                })) {
            UUID id =
                    connect.begin(
                            office.hanna,
                            new ConnectionRequest(
                                    address,
                                    Dovecot.PASSWORD,
                                    "other",
                                    server(silent.endpoint()),
                                    server(silent.endpoint()),
                                    true,
                                    null));
            Await.until(
                    "it is connecting",
                    () -> connect.look(office.hanna, id).stage() == ConnectionStage.CONNECTING);
            connect.giveUp(office.hanna, id);
            assertThat(
                            catchThrowableOfType(
                                            Problem.class, () -> connect.look(office.hanna, id))
                                    .code())
                    .isEqualTo("not_found");
            assertThat(over.await(20, java.util.concurrent.TimeUnit.SECONDS))
                    .as("the connection is closed")
                    .isTrue();
        }
        assertThat(office.count("mail_account")).isZero();
    }

    @Test
    void an_attempt_whose_node_died_is_interrupted() {
        UUID id = connect.begin(office.hanna, request("wrong-password", true, null));
        ended(office.hanna, id);
        jdbc.sql(
                        "update connection_attempt set stage = 'signing_in', failure = null, updated_at = now() - cast(? as interval) where id = ?")
                .params(Duration.ofMinutes(5).toSeconds() + " seconds", id)
                .update();
        ConnectionAttempt attempt = connect.look(office.hanna, id);
        assertThat(attempt.stage()).isEqualTo(ConnectionStage.FAILED);
        assertThat(attempt.failure().code()).isEqualTo("interrupted");
    }

    @Test
    void attempts_are_seen_by_whoever_began_them_and_guests_begin_none() {
        UUID id = connect.begin(office.hanna, request("wrong-password", true, null));
        assertThat(
                        catchThrowableOfType(Problem.class, () -> connect.look(office.tymon, id))
                                .status())
                .isEqualTo(404);
        assertThat(
                        catchThrowableOfType(Problem.class, () -> connect.giveUp(office.tymon, id))
                                .status())
                .isEqualTo(404);
        assertThat(
                        catchThrowableOfType(
                                        Problem.class,
                                        () -> connect.begin(office.borys, request("x", true, null)))
                                .status())
                .isEqualTo(403);
        ended(office.hanna, id);
    }

    @Test
    void bad_input_is_refused_before_anything_is_done() {
        for (String bad :
                List.of(
                        "",
                        "hanna",
                        "@debowa.test",
                        "hanna@",
                        "ha nna@debowa.test",
                        "h\r\n@debowa.test")) {
            ConnectionRequest request =
                    new ConnectionRequest(bad, "haslo", null, null, null, null, null);
            assertThat(
                            catchThrowableOfType(
                                            Problem.class,
                                            () -> connect.begin(office.hanna, request))
                                    .args())
                    .as(bad)
                    .containsEntry("field", "address");
        }
        for (String bad : List.of("", "a\r\nA1 LOGOUT", "a\u0000b")) {
            assertThat(
                            catchThrowableOfType(
                                            Problem.class,
                                            () ->
                                                    connect.begin(
                                                            office.hanna, request(bad, true, null)))
                                    .args())
                    .containsEntry("field", "password");
        }
        RequestedServer odd = new RequestedServer("a b\r\n", 993, "tls", null);
        assertThat(
                        catchThrowableOfType(
                                        Problem.class,
                                        () ->
                                                connect.begin(
                                                        office.hanna,
                                                        new ConnectionRequest(
                                                                address, "haslo", "other", odd, odd,
                                                                true, null)))
                                .args())
                .containsEntry("field", "imap.host");
    }

    @Test
    void an_address_that_is_connected_is_not_connected_again() {
        UUID account = working(office.hanna);
        assertThat(failure(office.tymon, request(Dovecot.PASSWORD, true, null)))
                .isEqualTo("already_connected");
        assertThat(failure(office.hanna, request(Dovecot.PASSWORD, true, null)))
                .isEqualTo("already_connected");
        assertThat(state(account)).isEqualTo(AccountState.BACKFILLING);
    }

    @Test
    void signing_in_again_goes_on_where_it_stopped() {
        UUID account = working(office.hanna);
        accounts.becomes(office.project, account, AccountState.NEEDS_SIGN_IN, "password_refused");
        assertThat(failure(office.hanna, request("wrong-password", true, account)))
                .isEqualTo("password_refused");
        assertThat(state(account)).isEqualTo(AccountState.NEEDS_SIGN_IN);
        ConnectionRequest asBefore =
                new ConnectionRequest(address, Dovecot.PASSWORD, null, null, null, null, account);
        assertThat(attempt(office.hanna, asBefore).accountId()).isEqualTo(account);
        assertThat(state(account)).isEqualTo(AccountState.BACKFILLING);
        assertThat(accounts.chosenFolders(office.project, account)).hasSize(2);
    }

    @Test
    void whoever_does_not_manage_a_mailbox_cannot_point_it_elsewhere() {
        UUID account = working(office.hanna);
        accounts.becomes(office.project, account, AccountState.NEEDS_SIGN_IN, "password_refused");
        assertThat(
                        catchThrowableOfType(
                                        Problem.class,
                                        () ->
                                                connect.begin(
                                                        office.lidia,
                                                        request(Dovecot.PASSWORD, true, account)))
                                .status())
                .isEqualTo(403);
        assertThat(failure(office.lidia, request(Dovecot.PASSWORD, true, null)))
                .isEqualTo("already_connected");
        share.share(office.hanna, account, "private", null);
        assertThat(
                        catchThrowableOfType(
                                        Problem.class,
                                        () ->
                                                connect.begin(
                                                        office.tymon,
                                                        request(Dovecot.PASSWORD, true, account)))
                                .status())
                .isEqualTo(404);
        assertThat(state(account)).isEqualTo(AccountState.NEEDS_SIGN_IN);
    }
}

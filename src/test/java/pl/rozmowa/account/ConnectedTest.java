package pl.rozmowa.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.mail.Endpoint.Security;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.Postfix;
import pl.rozmowa.platform.AppTest;
import pl.rozmowa.platform.Await;
import pl.rozmowa.team.CurrentMember;

/** The running application, an office, and mailboxes at a real Dovecot and Postfix. */
@NullUnmarked // nulls stand for what JSON leaves out, and a null found fails the test anyway
abstract class ConnectedTest extends AppTest {

    @Autowired ConnectAccount connect;
    @Autowired ChooseFolders choose;
    @Autowired DisconnectAccount disconnect;
    @Autowired ShareAccount share;
    @Autowired RefreshFolders refresh;
    @Autowired FolderList folderList;
    @Autowired AccountList list;
    @Autowired MailAccounts accounts;
    @Autowired Credentials credentials;

    final Dovecot dovecot = Dovecot.shared();
    Office office;
    String address;

    /** The engine: it would take the mailboxes further while a test looks at them. */
    @Autowired
    @Qualifier("mailboxWorkers")
    SmartLifecycle engine;

    @BeforeEach
    void open() {
        engine.stop();
        office = new Office(jdbc);
        address = dovecot.freshUser("biuro", "debowa.test");
    }

    @AfterEach
    void leaveNoMailboxToTheEngine() {
        jdbc.sql("delete from mail_account where project_id = ?").param(office.project).update();
        engine.start();
    }

    static RequestedServer server(Endpoint endpoint) {
        return new RequestedServer(
                endpoint.host(), endpoint.port(), endpoint.security().key(), null);
    }

    ConnectionRequest request(String password, Boolean confirmed, UUID accountId) {
        return new ConnectionRequest(
                address,
                password,
                "other",
                server(dovecot.endpoint(Security.TLS)),
                server(Postfix.shared().endpoint(Security.TLS)),
                confirmed,
                accountId);
    }

    ConnectionAttempt ended(CurrentMember who, UUID attempt) {
        return Await.value(
                "the attempt ends", () -> connect.look(who, attempt), a -> a.stage().isOver());
    }

    ConnectionAttempt attempt(CurrentMember who, ConnectionRequest request) {
        return ended(who, connect.begin(who, request));
    }

    String failure(CurrentMember who, ConnectionRequest request) {
        ConnectionFailure failure = attempt(who, request).failure();
        assertThat(failure).isNotNull();
        return failure.code();
    }

    UUID connected(CurrentMember who) {
        ConnectionAttempt attempt = attempt(who, request(Dovecot.PASSWORD, true, null));
        assertThat(attempt.failure()).isNull();
        return attempt.accountId();
    }

    UUID folder(UUID account, String name) {
        return accounts.folders(office.project, account).stream()
                .filter(folder -> folder.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    ChooseFolders.Choice choice(List<UUID> chosen, String removed) {
        return new ChooseFolders.Choice(chosen, null, null, 30, null, null, removed);
    }

    UUID working(CurrentMember who) {
        UUID account = connected(who);
        choose.choose(
                who,
                account,
                choice(List.of(folder(account, "INBOX"), folder(account, "Wysłane")), null));
        return account;
    }

    AccountState state(UUID account) {
        return accounts.find(office.project, account).orElseThrow().state();
    }
}

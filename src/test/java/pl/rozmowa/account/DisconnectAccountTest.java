package pl.rozmowa.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.platform.Problem;

@NullUnmarked // nulls stand for what JSON leaves out, and a null found fails the test anyway
class DisconnectAccountTest extends ConnectedTest {

    @Test
    void what_would_be_lost_is_counted_first() {
        UUID account = working(office.hanna);
        UUID first = office.email(account, folder(account, "INBOX"), "zaneta@studiolaka.example");
        office.email(account, folder(account, "INBOX"), "kamil@brzask.example");
        office.attachment(first);
        assertThat(disconnect.preview(office.hanna, account))
                .isEqualTo(new LossTable.Loss(2, 2, 2, 1));
        assertThat(
                        catchThrowableOfType(
                                        Problem.class,
                                        () -> disconnect.preview(office.lidia, account))
                                .status())
                .isEqualTo(403);
    }

    @Test
    void kept_history_stays_and_the_password_goes_at_once_where_nothing_is_outstanding() {
        UUID account = working(office.hanna);
        office.email(account, folder(account, "INBOX"), "zaneta@studiolaka.example");
        disconnect.disconnect(office.hanna, account, "keep");
        assertThat(state(account)).isEqualTo(AccountState.DISCONNECTED);
        assertThat(credentials.open(office.project, account)).isEmpty();
        assertThat(office.count("email")).isEqualTo(1);
        assertThat(accounts.becomes(office.project, account, AccountState.LIVE, null)).isFalse();
        assertThat(state(account).workable()).isFalse();
    }

    @Test
    void outstanding_attachments_are_fetched_first_and_only_where_one_can_still_sign_in() {
        UUID account = working(office.hanna);
        office.attachment(
                office.email(account, folder(account, "INBOX"), "zaneta@studiolaka.example"));
        disconnect.disconnect(office.hanna, account, "keep");
        assertThat(state(account)).isEqualTo(AccountState.DISCONNECTING);
        assertThat(credentials.open(office.project, account)).isPresent();
        disconnect.finish(office.project, account);
        assertThat(state(account)).isEqualTo(AccountState.DISCONNECTED);
        assertThat(credentials.open(office.project, account)).isEmpty();

        address = dovecot.freshUser("export", "debowa.test");
        UUID locked = working(office.hanna);
        office.attachment(
                office.email(locked, folder(locked, "INBOX"), "zaneta@studiolaka.example"));
        accounts.becomes(office.project, locked, AccountState.NEEDS_SIGN_IN, "password_refused");
        disconnect.disconnect(office.hanna, locked, "keep");
        assertThat(state(locked)).isEqualTo(AccountState.DISCONNECTED);
    }

    @Test
    void deleting_leaves_nothing_but_what_others_share() {
        UUID account = working(office.hanna);
        office.email(account, folder(account, "INBOX"), "zaneta@studiolaka.example");
        office.email(account, folder(account, "INBOX"), "kamil@brzask.example");
        address = dovecot.freshUser("export", "debowa.test");
        UUID other = working(office.hanna);
        office.email(other, folder(other, "INBOX"), "kamil@brzask.example");
        disconnect.disconnect(office.hanna, account, "delete");
        assertThat(accounts.find(office.project, account)).isEmpty();
        assertThat(office.count("conversation")).isEqualTo(1);
        assertThat(office.count("email")).isEqualTo(1);
        assertThat(office.count("account_credential")).isEqualTo(1);
        assertThat(
                        jdbc.sql("select email from contact where project_id = ?")
                                .param(office.project)
                                .query(String.class)
                                .list())
                .containsExactly("kamil@brzask.example");
    }

    @Test
    void a_mailbox_connected_again_finds_its_conversations() {
        UUID account = working(office.hanna);
        office.email(account, folder(account, "INBOX"), "zaneta@studiolaka.example");
        disconnect.disconnect(office.hanna, account, "keep");
        assertThat(attempt(office.hanna, request(Dovecot.PASSWORD, true, null)).accountId())
                .isEqualTo(account);
        assertThat(state(account)).isEqualTo(AccountState.CHOOSING);
        assertThat(credentials.open(office.project, account)).contains(Dovecot.PASSWORD);
        assertThat(accounts.chosenFolders(office.project, account)).hasSize(2);
        assertThat(office.count("conversation")).isEqualTo(1);
        choose.choose(
                office.hanna,
                account,
                choice(List.of(folder(account, "INBOX"), folder(account, "Wysłane")), null));
        assertThat(state(account)).isEqualTo(AccountState.BACKFILLING);
    }

    @Test
    void finishing_late_does_not_disconnect_what_was_taken_up_again() {
        UUID account = working(office.hanna);
        office.attachment(
                office.email(account, folder(account, "INBOX"), "zaneta@studiolaka.example"));
        disconnect.disconnect(office.hanna, account, "keep");
        attempt(office.hanna, request(Dovecot.PASSWORD, true, account));
        disconnect.finish(office.project, account);
        assertThat(state(account)).isEqualTo(AccountState.CHOOSING);
        assertThat(credentials.open(office.project, account)).isPresent();
    }

    @Test
    void nothing_changes_on_the_server_and_only_those_who_manage_it_disconnect() {
        UUID account = working(office.hanna);
        dovecot.deliver("zaneta@studiolaka.example", address, "Subject: a\r\n\r\nb\r\n");
        for (var who : List.of(office.lidia, office.borys)) {
            assertThat(
                            catchThrowableOfType(
                                    Problem.class,
                                    () -> disconnect.disconnect(who, account, "delete")))
                    .isNotNull();
        }
        assertThat(
                        catchThrowableOfType(
                                        Problem.class,
                                        () -> disconnect.disconnect(office.hanna, account, "burn"))
                                .code())
                .isEqualTo("invalid_input");
        disconnect.disconnect(office.hanna, account, "delete");
        try (var outside = dovecot.outside(address)) {
            assertThat(String.join(" ", outside.command("STATUS INBOX (MESSAGES UNSEEN)")))
                    .contains("MESSAGES 1")
                    .contains("UNSEEN 1");
        }
    }
}

package pl.rozmowa.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/** A person's pause, and what a mailbox's owner is told. */
class PauseAndNoticeTest extends ConnectedTest {

    @Autowired private PauseAccount pause;
    @Autowired private Notices notices;
    @Autowired private NoticeList noticeList;

    @Test
    void the_engine_never_ends_a_persons_pause() {
        UUID account = working(office.hanna);
        pause.pause(office.hanna, account);
        for (AccountState state :
                List.of(AccountState.LIVE, AccountState.BACKING_OFF, AccountState.PAUSED)) {
            assertThat(accounts.becomes(office.project, account, state, "throttled")).isFalse();
        }
        assertThat(state(account)).isEqualTo(AccountState.ON_HOLD);
        assertThat(AccountState.workableKeys()).doesNotContain("on_hold");
        assertThat(shown(account).heldBy()).isEqualTo("Hanna Wrzos");
        pause.resume(office.hanna, account);
        assertThat(state(account)).isEqualTo(AccountState.BACKFILLING);
        assertThat(shown(account).heldBy()).isNull();
        pause.resume(office.hanna, account);
        assertThat(state(account)).isEqualTo(AccountState.BACKFILLING);
    }

    @Test
    void a_password_refused_while_paused_is_asked_for_at_resuming_and_not_tried_before() {
        UUID account = working(office.hanna);
        pause.pause(office.hanna, account);
        accounts.becomes(office.project, account, AccountState.NEEDS_SIGN_IN, "password_refused");
        assertThat(state(account)).isEqualTo(AccountState.ON_HOLD);
        assertThat(accounts.find(office.project, account).orElseThrow().needsSignIn()).isTrue();
        assertThat(
                        catchThrowableOfType(
                                        Problem.class, () -> refresh.refresh(office.hanna, account))
                                .code())
                .isEqualTo("password_refused");
        pause.resume(office.hanna, account);
        assertThat(state(account)).isEqualTo(AccountState.NEEDS_SIGN_IN);
        assertThat(noticeList.of(office.hanna)).hasSize(1);
    }

    @Test
    void a_new_password_is_taken_while_paused_and_the_pause_stays() {
        UUID account = working(office.hanna);
        pause.pause(office.hanna, account);
        accounts.becomes(office.project, account, AccountState.NEEDS_SIGN_IN, "password_refused");
        attempt(office.hanna, request(Dovecot.PASSWORD, true, account));
        assertThat(state(account)).isEqualTo(AccountState.ON_HOLD);
        assertThat(accounts.find(office.project, account).orElseThrow().needsSignIn()).isFalse();
        assertThat(shown(account).heldBy()).isEqualTo("Hanna Wrzos");
    }

    @Test
    void choosing_folders_while_paused_keeps_the_pause() {
        UUID account = working(office.hanna);
        pause.pause(office.hanna, account);
        choose.choose(
                office.hanna,
                account,
                choice(List.of(folder(account, "INBOX"), folder(account, "Wysłane")), "keep"));
        assertThat(state(account)).isEqualTo(AccountState.ON_HOLD);
    }

    @Test
    void disconnecting_while_paused_still_fetches_what_is_outstanding() {
        UUID account = working(office.hanna);
        office.attachment(
                office.email(account, folder(account, "INBOX"), "zaneta@studiolaka.example"));
        pause.pause(office.hanna, account);
        disconnect.disconnect(office.hanna, account, "keep");
        assertThat(state(account)).isEqualTo(AccountState.DISCONNECTING);
        assertThat(shown(account).heldBy()).isNull();
    }

    @Test
    void only_a_mailbox_that_is_read_can_be_paused_and_only_by_whoever_manages_it() {
        UUID account = working(office.hanna);
        assertThat(
                        catchThrowableOfType(
                                        Problem.class, () -> pause.pause(office.lidia, account))
                                .status())
                .isEqualTo(403);
        accounts.becomes(office.project, account, AccountState.NEEDS_SIGN_IN, "password_refused");
        assertThat(
                        catchThrowableOfType(
                                        Problem.class, () -> pause.pause(office.hanna, account))
                                .code())
                .isEqualTo("mailbox_not_running");
    }

    @Test
    void whoever_manages_a_mailbox_that_needs_them_is_told_once_until_it_is_over() {
        UUID account = working(office.hanna);
        assertThat(noticeList.of(office.hanna)).isEmpty();
        accounts.becomes(office.project, account, AccountState.NEEDS_SIGN_IN, "password_refused");
        NoticeList.Notice told = noticeList.of(office.hanna).getFirst();
        assertThat(told.accountId()).isEqualTo(account);
        assertThat(told.reason()).isEqualTo("password_refused");
        assertThat(told.own()).isTrue();
        assertThat(noticeList.of(office.tymon).getFirst().own()).isFalse();
        assertThat(noticeList.of(office.lidia)).isEmpty();
        assertThat(noticeList.of(office.borys)).isEmpty();

        notices.dismiss(office.hanna, told.id());
        notices.dismiss(office.hanna, told.id());
        assertThat(noticeList.of(office.hanna)).isEmpty();
        assertThat(noticeList.of(office.tymon)).hasSize(1);
        accounts.becomes(
                office.project, account, AccountState.NEEDS_SIGN_IN, "app_password_needed");
        notices.tellOfAllUntold();
        assertThat(noticeList.of(office.hanna)).as("the same trouble").isEmpty();
        assertThat(
                        catchThrowableOfType(
                                        Problem.class,
                                        () -> notices.dismiss(office.lidia, told.id()))
                                .status())
                .isEqualTo(404);

        attempt(office.hanna, request(Dovecot.PASSWORD, true, account));
        assertThat(noticeList.of(office.tymon)).as("it is over").isEmpty();
        accounts.becomes(office.project, account, AccountState.NEEDS_SIGN_IN, "password_refused");
        assertThat(noticeList.of(office.hanna)).as("another time").hasSize(1);
    }

    @Test
    void a_provider_that_asks_for_quiet_is_told_of_only_when_it_lasts() {
        UUID account = working(office.hanna);
        accounts.becomes(office.project, account, AccountState.PAUSED, "throttled");
        notices.tellOfAllUntold();
        assertThat(told(office.hanna)).isEmpty();
        jdbc.sql(
                        "update mail_account set state_at = now() - interval '61 minutes' where project_id = ?")
                .param(office.project)
                .update();
        accounts.becomes(office.project, account, AccountState.PAUSED, "daily_bytes");
        notices.tellOfAllUntold();
        notices.tellOfAllUntold();
        assertThat(told(office.hanna)).containsExactly("paused");
        accounts.becomes(office.project, account, AccountState.LIVE, null);
        assertThat(told(office.hanna)).isEmpty();
    }

    private List<String> told(CurrentMember who) {
        return noticeList.of(who).stream().map(NoticeList.Notice::state).toList();
    }

    private AccountList.Shown shown(UUID account) {
        return list.one(office.hanna, account).orElseThrow();
    }
}

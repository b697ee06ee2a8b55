package pl.rozmowa.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import pl.rozmowa.platform.AppTest;
import pl.rozmowa.platform.Await;
import pl.rozmowa.platform.Browser;
import pl.rozmowa.platform.Ids;

class RolesTest extends AppTest {

    @Autowired private FoundProject found;
    private Team team;
    private Browser hanna;
    private Browser tymon;

    @BeforeEach
    void ownerAndAdminSitThere() {
        team = Team.found(found);
        hanna = Team.signIn(browser(), team.owner());
        tymon = Team.signIn(browser(), team.admin());
    }

    @Test
    void only_an_owner_makes_or_unmakes_owners_and_the_last_one_stays() {
        assertThat(give(tymon, team.member(), "owner").code()).isEqualTo("forbidden");
        assertThat(give(tymon, team.owner(), "guest").code()).isEqualTo("forbidden");
        assertThat(remove(tymon, team.owner()).code()).isEqualTo("forbidden");
        assertThat(give(hanna, team.owner(), "admin").code()).isEqualTo("last_owner");
        assertThat(remove(hanna, team.owner()).code()).isEqualTo("last_owner");
        assertThat(give(hanna, team.admin(), "owner").status()).isEqualTo(204);
        assertThat(remove(hanna, team.owner()).status()).isEqualTo(204);
        assertThat(hanna.get("/api/members").code()).isEqualTo("signed_out");
        assertThat(remove(tymon, team.admin()).code()).isEqualTo("last_owner");
    }

    @Test
    void two_owners_who_leave_at_once_leave_one_behind() throws Exception {
        give(hanna, team.admin(), "owner");
        Callable<String> first = () -> remove(hanna, team.owner()).code();
        Callable<String> second = () -> remove(tymon, team.admin()).code();
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            both.invokeAll(List.of(first, second));
        }
        assertThat(
                        jdbc.sql(
                                        "select count(*) from member where project_id = :p and role = 'owner' and left_at is null")
                                .param("p", team.project().id())
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void a_role_taken_away_counts_from_the_next_request_on() {
        assertThat(tymon.get("/api/invitations").status()).isEqualTo(200);
        give(hanna, team.admin(), "guest");
        assertThat(tymon.get("/api/invitations").code()).isEqualTo("forbidden");
        assertThat(tymon.get("/api/members").json().path("items").size()).isEqualTo(1);
    }

    @Test
    void who_is_removed_is_out_at_once_in_every_browser_and_stream_and_stays_known_by_name()
            throws Exception {
        Browser lidia = Team.signIn(browser(), team.member());
        try (InputStream stream = lidia.stream("/api/live")) {
            assertThat(remove(tymon, team.member()).status()).isEqualTo(204);
            assertThat(lidia.get("/api/members").code()).isEqualTo("signed_out");
            Await.until("the stream ends", () -> stream.read() < 0);
        }
        assertThat(Team.login(lidia, team.member().email(), Team.PASSWORD).code())
                .isEqualTo("login_refused");
        assertThat(hanna.get("/api/members").text()).contains("Lidia Maj");
        assertThat(remove(hanna, team.member()).code()).isEqualTo("not_found");
        assertThat(give(hanna, team.member(), "admin").code()).isEqualTo("not_found");
    }

    @Test
    void who_was_removed_can_be_invited_again_and_keeps_their_place() {
        remove(hanna, team.member());
        String link =
                hanna.post(
                                "/api/invitations",
                                Map.of("email", team.member().email(), "role", "guest"))
                        .json()
                        .path("link")
                        .asString();
        Browser lidia = browser();
        lidia.get("/api/session");
        Browser.Answer back =
                lidia.post(
                        "/api/invitations/accept",
                        Map.of("token", link.split("#", 2)[1], "password", Team.PASSWORD));
        assertThat(back.json().path("member").path("id").asString())
                .isEqualTo(team.member().id().toString());
        assertThat(back.json().path("member").path("role").asString()).isEqualTo("guest");
    }

    @Test
    void what_was_shared_with_somebody_who_leaves_is_not_shared_when_they_come_back() {
        UUID project = team.project().id();
        UUID account = Ids.next();
        UUID conversation = Ids.next();
        jdbc.sql(
                        """
                        insert into mail_account (project_id, id, owner_id, address, address_key, provider,
                                                  imap_host, imap_port, imap_security, imap_login,
                                                  smtp_host, smtp_port, smtp_security, smtp_login,
                                                  sharing, state, state_at, connected_at)
                        values (?, ?, ?, 'biuro@debowa.test', 'biuro@debowa.test', 'other',
                                '192.0.2.1', 993, 'tls', 'x', '192.0.2.1', 465, 'tls', 'x',
                                'members', 'needs_sign_in', now(), now())
                        """)
                .params(project, account, team.owner().id())
                .update();
        jdbc.sql(
                        "insert into account_share (project_id, account_id, member_id, level) values (?, ?, ?, 'read')")
                .params(project, account, team.member().id())
                .update();
        jdbc.sql(
                        """
                        insert into conversation (project_id, id, account_id, subject, base_subject, first_at, last_at)
                        values (?, ?, ?, 'Cennik', 'Cennik', now(), now())
                        """)
                .params(project, conversation, account)
                .update();
        jdbc.sql(
                        """
                        insert into conversation_grant (project_id, conversation_id, member_id, level, granted_by, granted_at)
                        values (?, ?, ?, 'read', ?, now())
                        """)
                .params(project, conversation, team.member().id(), team.owner().id())
                .update();

        remove(hanna, team.member());

        for (String table : List.of("account_share", "conversation_grant")) {
            assertThat(
                            jdbc.sql("select count(*) from " + table + " where project_id = ?")
                                    .param(project)
                                    .query(Integer.class)
                                    .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void deeds_are_written_down_and_stay_written() {
        give(hanna, team.member(), "admin");
        List<String> verbs =
                jdbc.sql("select verb from audit_entry where project_id = :p order by at, id")
                        .param("p", team.project().id())
                        .query(String.class)
                        .list();
        assertThat(verbs)
                .containsExactly("project_created", "signed_in", "signed_in", "role_admin");
        assertThatThrownBy(() -> jdbc.sql("update audit_entry set verb = 'x'").update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.sql("delete from audit_entry").update())
                .isInstanceOf(DataAccessException.class);
    }

    private static Browser.Answer give(Browser by, Member member, String role) {
        return by.patch("/api/members/" + member.id(), Map.of("role", role));
    }

    private static Browser.Answer remove(Browser by, Member member) {
        return by.delete("/api/members/" + member.id());
    }
}

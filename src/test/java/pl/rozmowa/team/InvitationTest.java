package pl.rozmowa.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import pl.rozmowa.platform.AppTest;
import pl.rozmowa.platform.Browser;
import pl.rozmowa.platform.Ids;
import tools.jackson.databind.JsonNode;

class InvitationTest extends AppTest {

    @Autowired private FoundProject found;
    private Team team;
    private Browser hanna;
    private String address = "";

    @BeforeEach
    void hannaSitsThere() {
        team = Team.found(found);
        hanna = Team.signIn(browser(), team.owner());
        address = "Zofia." + Ids.next() + "@Dębowa.test";
    }

    @Test
    void the_invited_look_at_the_link_choose_a_password_and_are_in() {
        String token = invite(address, "member");
        Browser zofia = newcomer();
        JsonNode look = zofia.post("/api/invitations/look", Map.of("token", token)).json();
        assertThat(look.path("email").asString()).isEqualTo(address);
        assertThat(look.path("project").asString()).isEqualTo("Ceramika Dębowa");
        assertThat(look.path("role").asString()).isEqualTo("member");
        assertThat(look.path("knownPerson").asBoolean()).isFalse();

        JsonNode session = accept(zofia, token, "Zofia Wierzba", "zielony parapet 7 mew").json();

        assertThat(session.path("member").path("role").asString()).isEqualTo("member");
        assertThat(session.path("member").path("email").asString()).isEqualTo(address);
        assertThat(hanna.get("/api/members").json().path("items").size()).isEqualTo(5);
        assertThat(hanna.get("/api/invitations").json().path("items").size()).isZero();
    }

    @Test
    void a_link_works_once_and_is_stored_only_as_a_hash() {
        String token = invite(address, "member");
        assertThat(
                        jdbc.sql(
                                        "select count(*) from invitation i where position(:token in i::text) > 0")
                                .param("token", token)
                                .query(Integer.class)
                                .single())
                .isZero();
        assertThat(token).hasSize(43);
        accept(newcomer(), token, "Zofia Wierzba", "zielony parapet 7 mew");
        assertThat(accept(newcomer(), token, "Zofia Wierzba", "zielony parapet 7 mew").code())
                .isEqualTo("invitation_invalid");
        assertThat(newcomer().post("/api/invitations/look", Map.of("token", token)).code())
                .isEqualTo("invitation_invalid");
    }

    @Test
    void an_expired_revoked_replaced_or_orphaned_link_is_worth_nothing() {
        String expired = invite("a" + address, "member");
        jdbc.sql(
                        "update invitation set expires_at = now() - interval '1 second' where project_id = :project")
                .param("project", team.project().id())
                .update();
        String revoked = invite("b" + address, "member");
        String id = hanna.get("/api/invitations").json().path("items").get(0).path("id").asString();
        assertThat(hanna.delete("/api/invitations/" + id).status()).isEqualTo(204);
        assertThat(hanna.delete("/api/invitations/" + id).status()).isEqualTo(404);
        String replaced = invite("c" + address, "guest");
        String valid = invite("c" + address, "member");
        Browser tymon = Team.signIn(browser(), team.admin());
        String orphaned = invite(tymon, "d" + address, "admin");
        assertThat(
                        hanna.patch("/api/members/" + team.admin().id(), Map.of("role", "member"))
                                .status())
                .isEqualTo(204);

        for (String token :
                List.of(
                        expired,
                        revoked,
                        replaced,
                        orphaned,
                        "",
                        "x",
                        "x".repeat(5000),
                        "\u0000",
                        valid + "A")) {
            assertThat(newcomer().post("/api/invitations/look", Map.of("token", token)).status())
                    .as(token)
                    .isIn(400, 404);
            assertThat(accept(newcomer(), token, "Zofia", "zielony parapet 7 mew").status())
                    .isIn(400, 404);
        }
        for (String body :
                List.of(
                        "{}",
                        "{\"token\":null}",
                        "{\"token\":[\"" + valid + "\"]}",
                        "{\"token\":{\"$ne\":1}}",
                        "[]",
                        "null")) {
            assertThat(newcomer().post("/api/invitations/look", body).code())
                    .as(body)
                    .isEqualTo("invalid_input");
        }
        assertThat(newcomer().post("/api/invitations/look", Map.of("token", valid)).status())
                .isEqualTo(200);
    }

    @Test
    void two_acceptances_at_once_give_one_member() throws Exception {
        String token = invite(address, "member");
        Callable<Integer> acceptance =
                () -> accept(newcomer(), token, "Zofia Wierzba", "zielony parapet 7 mew").status();
        int joined = 0;
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> status :
                    both.invokeAll(List.of(acceptance, acceptance, acceptance))) {
                joined += status.get() == 200 ? 1 : 0;
                assertThat(status.get()).isIn(200, 404);
            }
        }
        assertThat(joined).isEqualTo(1);
        assertThat(hanna.get("/api/members").json().path("items").size()).isEqualTo(5);
    }

    @Test
    void somebody_known_joins_with_their_own_password_and_turns_from_project_to_project() {
        Team others = Team.found(found);
        String token = invite(others.member().email(), "guest");
        Browser lidia = newcomer();
        assertThat(
                        lidia.post("/api/invitations/look", Map.of("token", token))
                                .json()
                                .path("knownPerson")
                                .asBoolean())
                .isTrue();
        assertThat(accept(lidia, token, "Not Lidia", "zielony parapet 7 mew").code())
                .isEqualTo("login_refused");
        JsonNode session = accept(lidia, token, "Not Lidia", Team.PASSWORD).json();
        assertThat(session.path("member").path("name").asString()).isEqualTo("Lidia Maj");
        assertThat(session.path("member").path("role").asString()).isEqualTo("guest");
        assertThat(session.path("projects").size()).isEqualTo(2);

        Map<String, String> home = Map.of("projectId", others.project().id().toString());
        assertThat(
                        lidia.post("/api/session/project", home)
                                .json()
                                .path("member")
                                .path("role")
                                .asString())
                .isEqualTo("member");
        assertThat(lidia.get("/api/members").json().path("items").size()).isEqualTo(4);
        Map<String, String> foreign =
                Map.of("projectId", Team.found(found).project().id().toString());
        assertThat(lidia.post("/api/session/project", foreign).code()).isEqualTo("not_found");
    }

    @Test
    void only_those_who_manage_members_invite_and_nobody_is_invited_as_owner_or_twice() {
        Browser lidia = Team.signIn(browser(), team.member());
        assertThat(lidia.post("/api/invitations", Map.of("email", address, "role", "guest")).code())
                .isEqualTo("forbidden");
        assertThat(hanna.post("/api/invitations", Map.of("email", address, "role", "owner")).code())
                .isEqualTo("invalid_input");
        assertThat(
                        hanna.post(
                                        "/api/invitations",
                                        Map.of("email", team.member().email(), "role", "guest"))
                                .code())
                .isEqualTo("already_member");
        for (String wrong :
                List.of(
                        "",
                        "x",
                        "a@",
                        "@b",
                        "a b@c.test",
                        "a@b@c.test",
                        "a\u0000@b.test",
                        "a\r\n@b.test",
                        "a@.test",
                        "<a@b.test>")) {
            assertThat(
                            hanna.post("/api/invitations", Map.of("email", wrong, "role", "guest"))
                                    .code())
                    .as(wrong)
                    .isEqualTo("invalid_input");
        }
    }

    private String invite(String email, String role) {
        return invite(hanna, email, role);
    }

    private static String invite(Browser by, String email, String role) {
        JsonNode answer = by.post("/api/invitations", Map.of("email", email, "role", role)).json();
        return answer.path("link").asString().split("/invitation#", 2)[1];
    }

    private Browser newcomer() {
        Browser browser = browser();
        browser.get("/api/session");
        return browser;
    }

    private static Browser.Answer accept(
            Browser browser, String token, String name, String password) {
        return browser.post(
                "/api/invitations/accept",
                Map.of("token", token, "name", name, "password", password));
    }
}

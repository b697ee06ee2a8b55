package pl.rozmowa.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import pl.rozmowa.platform.Browser;
import pl.rozmowa.platform.Ids;
import pl.rozmowa.team.Team;
import tools.jackson.databind.JsonNode;

class RequestTest extends SharingTest {

    @Test
    void whoever_asks_hears_the_same_of_what_exists_and_of_what_does_not() {
        Browser lidia = signedIn(team.member());
        Team others = Team.found(found);
        UUID foreign =
                new Studio(others, jdbc, receiving, transaction)
                        .mailbox("obca", others.owner().id(), "project");
        Browser.Answer there = ask(lidia, cennik, "Prowadzę tego klienta");
        for (UUID id : new UUID[] {Ids.next(), foreign, cennik}) {
            Browser.Answer answer = ask(lidia, id, "Prowadzę tego klienta");
            assertThat(answer.status()).isEqualTo(there.status()).isEqualTo(202);
            assertThat(answer.bytes()).isEqualTo(there.bytes());
            assertThat(answer.headers().map().keySet()).isEqualTo(there.headers().map().keySet());
            Browser.Answer page = lidia.get("/api/conversations/" + id);
            assertThat(page.status()).isEqualTo(404);
            assertThat(page.code()).isEqualTo("not_found");
        }
        assertThat(studio.count("select count(*) from access_request where project_id = ?"))
                .isOne();
    }

    @Test
    void those_who_may_share_see_it_live_and_grant_it() throws Exception {
        Browser lidia = signedIn(team.member());
        try (Ear tymons = new Ear(tymon);
                Ear lidias = new Ear(lidia)) {
            ask(lidia, cennik, "Prowadzę tego klienta");
            tymons.hears("\"access\"", cennik.toString());
            JsonNode open = tymon.get("/api/access-requests").json().path("items").path(0);
            assertThat(open.path("name").asString()).isEqualTo("Lidia Maj");
            assertThat(open.path("subject").asString()).isEqualTo("Płytki cennik");
            assertThat(open.path("note").asString()).isEqualTo("Prowadzę tego klienta");
            assertThat(tymon.get(access(cennik)).json().path("requests").size()).isOne();
            String grant = "/api/access-requests/" + open.path("id").asString() + "/grant";
            assertThat(signedIn(team.owner()).post(grant, Map.of("level", "read")).code())
                    .isEqualTo("not_found");
            assertThat(tymon.post(grant, Map.of("level", "reply")).status()).isEqualTo(204);
            lidias.hears("\"given\"", cennik.toString());
            assertThat(tymon.post(grant, Map.of("level", "reply")).code()).isEqualTo("not_found");
        }
        assertThat(lidia.get("/api/conversations/" + cennik).json().path("level").asString())
                .isEqualTo("reply");
        assertThat(tymon.get("/api/access-requests").json().path("items").size()).isZero();
    }

    @Test
    void who_is_declined_hears_nothing_and_asks_in_vain_for_a_day() {
        Browser lidia = signedIn(team.member());
        ask(lidia, cennik, "");
        String id =
                tymon.get("/api/access-requests")
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString();
        assertThat(tymon.post("/api/access-requests/" + id + "/decline", Map.of()).status())
                .isEqualTo(204);
        assertThat(ask(lidia, cennik, "").status()).isEqualTo(202);
        assertThat(tymon.get("/api/access-requests").json().path("items").size()).isZero();
        jdbc.sql(
                        "update access_request set decided_at = decided_at - interval '25 hours' where project_id = ?")
                .param(studio.project)
                .update();
        ask(lidia, cennik, "");
        assertThat(tymon.get("/api/access-requests").json().path("items").size()).isOne();
    }

    @Test
    void who_sees_it_anyway_asks_nobody_and_who_was_only_granted_it_decides_nothing() {
        ask(tymon, cennik, "");
        Browser hanna = signedIn(team.owner());
        tymon.post(
                access(cennik),
                Map.of("memberIds", new UUID[] {team.owner().id()}, "level", "reply"));
        ask(hanna, cennik, "");
        ask(signedIn(team.guest()), cennik, "");
        assertThat(studio.count("select count(*) from access_request where project_id = ?"))
                .isOne();
        assertThat(hanna.get("/api/access-requests").json().path("items").size()).isZero();
        assertThat(hanna.get(access(cennik)).json().path("requests").size()).isZero();
    }

    private static Browser.Answer ask(Browser browser, UUID conversation, String note) {
        return browser.post(access(conversation) + "/requests", Map.of("note", note));
    }
}

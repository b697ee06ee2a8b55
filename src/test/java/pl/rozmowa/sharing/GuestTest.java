package pl.rozmowa.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import pl.rozmowa.platform.Browser;
import pl.rozmowa.platform.Ids;
import tools.jackson.databind.JsonNode;

class GuestTest extends SharingTest {

    private final String address = "jagna." + Ids.next() + "@studiolaka.example";

    @Test
    void somebody_from_outside_accepts_and_finds_the_one_conversation_and_nothing_else() {
        String link = invite(cennik, address);
        JsonNode pending = tymon.get(access(cennik)).json().path("pending");
        assertThat(pending.path(0).path("email").asString()).isEqualTo(address);
        assertThat(pending.path(0).path("by").asString()).isEqualTo("Tymon Sowa");

        Browser jagna = accept(link);
        assertThat(jagna.get("/api/session").json().path("member").path("role").asString())
                .isEqualTo("guest");
        assertThat(listed(jagna, "")).isOne();
        assertThat(listed(jagna, "?section=shared")).isOne();
        assertThat(jagna.get("/api/conversations/" + umowa).status()).isEqualTo(404);
        assertThat(jagna.get("/api/members").json().path("items").size()).isOne();
        assertThat(jagna.get("/api/mail-accounts").json().path("items").size()).isZero();
        assertThat(jagna.get("/api/contacts").json().path("items").size()).isOne();
        assertThat(jagna.get("/api/access-requests").json().path("items").size()).isZero();
        assertThat(jagna.get("/api/counts").json().path("unread").asInt()).isOne();
        JsonNode seen = jagna.get(access(cennik)).json();
        assertThat(seen.path("items").size()).isEqualTo(2);
        assertThat(seen.toString()).doesNotContain("@");
        assertThat(tymon.get(access(cennik)).json().path("pending").size()).isZero();
    }

    @Test
    void the_contact_card_tells_a_guest_of_no_other_conversation() {
        UUID biuro = studio.mailbox("biuro", team.owner().id(), "project");
        studio.arrived(biuro, "inna", "zaneta@studiolaka.example");
        Browser jagna = accept(invite(cennik, address));
        JsonNode row = jagna.get("/api/contacts").json().path("items").path(0);
        JsonNode card = jagna.get("/api/contacts/" + row.path("id").asString()).json();
        assertThat(card.path("conversationCount").asInt()).isOne();
        assertThat(card.path("conversations").path("items").size()).isOne();
    }

    @Test
    void an_invitation_taken_back_is_worth_nothing_and_so_is_one_whose_sender_sees_it_no_longer() {
        String withdrawn = invite(cennik, address);
        String id = tymon.get(access(cennik)).json().path("pending").path(0).path("id").asString();
        assertThat(tymon.delete(access(cennik) + "/guests/" + id).status()).isEqualTo(204);
        assertThat(tymon.delete(access(cennik) + "/guests/" + id).code()).isEqualTo("not_found");
        assertThat(look(withdrawn)).isEqualTo("invitation_invalid");

        String orphaned = invite(umowa, address);
        jdbc.sql("update mail_account set owner_id = ? where project_id = ? and id = ?")
                .params(team.owner().id(), studio.project, account)
                .update();
        assertThat(listed(accept(orphaned), "")).isZero();
    }

    @Test
    void a_second_conversation_joins_the_invitation_and_can_be_taken_out_of_it_alone() {
        String first = invite(cennik, address);
        String second = invite(umowa, address);
        assertThat(look(first)).isEqualTo("invitation_invalid");
        String id = tymon.get(access(umowa)).json().path("pending").path(0).path("id").asString();
        assertThat(tymon.delete(access(umowa) + "/guests/" + id).status()).isEqualTo(204);
        Browser jagna = accept(second);
        assertThat(listed(jagna, "")).isOne();
        assertThat(jagna.get("/api/conversations/" + cennik).status()).isEqualTo(200);
    }

    @Test
    void an_invitation_to_the_team_keeps_what_the_earlier_one_promised() {
        String promised = invite(cennik, address);
        Browser.Answer team =
                tymon.post("/api/invitations", Map.of("email", address, "role", "guest"));
        assertThat(team.status()).as(team.text()).isLessThan(300);
        assertThat(look(promised)).isEqualTo("invitation_invalid");
        Browser jagna = accept(team.json().path("link").asString().split("#", 2)[1]);
        assertThat(jagna.get("/api/conversations/" + cennik).status()).isEqualTo(200);
    }

    @Test
    void revoking_what_a_guest_has_leaves_them_nothing() {
        Browser jagna = accept(invite(cennik, address));
        String member = jagna.get("/api/session").json().path("member").path("id").asString();
        assertThat(tymon.delete(access(cennik) + "/" + member).status()).isEqualTo(204);
        assertThat(listed(jagna, "")).isZero();
        assertThat(jagna.get("/api/conversations/" + cennik).status()).isEqualTo(404);
        assertThat(jagna.get("/api/contacts").json().path("items").size()).isZero();
    }

    @Test
    void an_address_of_a_member_is_given_access_at_once() {
        JsonNode answer =
                tymon.post(access(cennik) + "/guests", form(team.member().email(), "reply")).json();
        assertThat(answer.path("link").isNull()).isTrue();
        assertThat(listed(signedIn(team.member()), "?section=shared")).isOne();
    }

    @Test
    void a_conversation_that_is_promised_to_somebody_is_not_merged_with_another() {
        String link = invite(cennik, address);
        studio.arrived(
                account,
                "forged",
                "obcy@brzask.example",
                "References: <umowa@test> <cennik@test>",
                "In-Reply-To: <cennik@test>");
        Browser jagna = accept(link);
        assertThat(jagna.get("/api/conversations/" + umowa).status()).isEqualTo(404);
        assertThat(jagna.get("/api/conversations/" + cennik).json().path("emails").toString())
                .doesNotContain("umowa");
    }

    private String invite(UUID conversation, String email) {
        Browser.Answer answer = tymon.post(access(conversation) + "/guests", form(email, "read"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("link").asString().split("#", 2)[1];
    }

    private static Map<String, Object> form(String email, String level) {
        return Map.of("email", email, "level", level, "note", "Nasza rozmowa", "mail", false);
    }

    private String look(String token) {
        Browser browser = browser();
        browser.get("/api/session");
        return browser.post("/api/invitations/look", Map.of("token", token)).code();
    }

    private Browser accept(String token) {
        Browser browser = browser();
        browser.get("/api/session");
        Browser.Answer answer =
                browser.post(
                        "/api/invitations/accept",
                        Map.of(
                                "token",
                                token,
                                "name",
                                "Jagna Bąk",
                                "password",
                                "zielony parapet 7 mew"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        browser.get("/api/session");
        return browser;
    }
}

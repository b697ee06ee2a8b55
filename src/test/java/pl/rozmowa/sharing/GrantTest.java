package pl.rozmowa.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import pl.rozmowa.platform.Browser;
import tools.jackson.databind.JsonNode;

class GrantTest extends SharingTest {

    @Test
    void one_conversation_is_opened_to_one_colleague_and_nothing_else_is() throws Exception {
        Browser lidia = signedIn(team.member());
        try (Ear ear = new Ear(lidia)) {
            give(tymon, cennik, team.member().id(), "read", "Zerknij, proszę");
            ear.hears("\"access\"", "\"given\"", cennik.toString());
        }
        assertThat(listed(lidia, "")).isOne();
        assertThat(listed(lidia, "?section=shared")).isOne();
        assertThat(listed(lidia, "?section=shared&unread=true")).isOne();
        assertThat(listed(tymon, "?section=shared")).isZero();
        assertThat(lidia.get("/api/counts").json().path("unread").asInt()).isOne();
        assertThat(lidia.get("/api/contacts").json().path("items").size()).isOne();
        assertThat(lidia.get("/api/mail-accounts").json().path("items").size()).isZero();
        assertThat(lidia.get("/api/conversations/" + umowa).status()).isEqualTo(404);
        JsonNode opened = lidia.get("/api/conversations/" + cennik).json();
        assertThat(opened.path("level").asString()).isEqualTo("read");

        JsonNode why = viewer(lidia, cennik, team.member());
        assertThat(why.path("why").asString()).isEqualTo("grant");
        assertThat(why.path("grant").path("by").asString()).isEqualTo("Tymon Sowa");
        assertThat(why.path("grant").path("note").asString()).isEqualTo("Zerknij, proszę");
        assertThat(why.path("grant").path("mail").isNull()).isTrue();
        assertThat(viewer(lidia, cennik, team.admin()).path("why").asString()).isEqualTo("owner");
        assertThat(lidia.get(access(cennik)).json().path("mayShare").asBoolean()).isFalse();
    }

    @Test
    void what_becomes_of_access_stands_in_the_history() {
        give(tymon, cennik, team.member().id(), "read", null);
        String lidias = access(cennik) + "/" + team.member().id();
        assertThat(tymon.patch(lidias, Map.of("level", "reply")).status()).isEqualTo(204);
        assertThat(tymon.delete(lidias).status()).isEqualTo(204);
        List<String> verbs = new ArrayList<>();
        tymon.get("/api/conversations/" + cennik + "/history")
                .json()
                .path("items")
                .forEach(line -> verbs.add(line.path("verb").asString()));
        assertThat(verbs).containsExactly("access_taken", "access_changed", "let_in");
    }

    @Test
    void what_was_granted_cannot_be_passed_on_nor_widened_by_who_has_it() {
        give(tymon, cennik, team.member().id(), "reply", null);
        Browser lidia = signedIn(team.member());
        assertThat(lidia.post(access(cennik), body(team.owner().id(), "read", null)).code())
                .isEqualTo("forbidden");
        Browser borys = signedIn(team.guest());
        give(tymon, cennik, team.guest().id(), "read", null);
        assertThat(
                        borys.patch(
                                        access(cennik) + "/" + team.guest().id(),
                                        Map.of("level", "reply"))
                                .code())
                .isEqualTo("forbidden");
        assertThat(borys.delete(access(cennik) + "/" + team.member().id()).code())
                .isEqualTo("forbidden");
        assertThat(tymon.post(access(cennik), body(team.admin().id(), "reply", null)).code())
                .as("nobody keeps a key of their own for later")
                .isEqualTo("invalid_input");
    }

    @Test
    void a_guest_to_whom_a_whole_mailbox_was_given_shares_none_of_it_and_a_reader_neither() {
        jdbc.sql("update mail_account set sharing = 'members' where project_id = ?")
                .param(studio.project)
                .update();
        studio.share(account, team.guest().id(), "reply");
        studio.share(account, team.member().id(), "read");
        for (var who : List.of(team.guest(), team.member())) {
            assertThat(
                            signedIn(who)
                                    .post(access(cennik), body(team.owner().id(), "read", null))
                                    .code())
                    .isEqualTo("forbidden");
        }
    }

    @Test
    void a_level_changed_counts_at_once() throws Exception {
        give(tymon, cennik, team.member().id(), "read", null);
        Browser lidia = signedIn(team.member());
        String star = "/api/conversations/" + cennik + "/star";
        assertThat(lidia.put(star, Map.of("starred", true)).code()).isEqualTo("forbidden");
        try (Ear ear = new Ear(lidia)) {
            String mine = access(cennik) + "/" + team.member().id();
            assertThat(tymon.patch(mine, Map.of("level", "reply")).status()).isEqualTo(204);
            ear.hears("\"access\"", cennik.toString());
        }
        assertThat(lidia.put(star, Map.of("starred", true)).status()).isEqualTo(204);
        assertThat(viewer(tymon, cennik, team.member()).path("level").asString())
                .isEqualTo("reply");
    }

    @Test
    void revoking_closes_everything_at_once_and_says_so_to_open_pages() throws Exception {
        give(tymon, cennik, team.member().id(), "reply", null);
        Browser lidia = signedIn(team.member());
        JsonNode email = lidia.get("/api/conversations/" + cennik).json().path("emails").path(0);
        String body = "/api/emails/" + email.path("id").asString() + "/body";
        String source = "/api/emails/" + email.path("id").asString() + "/source";
        String file = "/api/attachments/" + email.path("attachments").path(0).path("id").asString();
        String card =
                "/api/contacts/"
                        + lidia.get("/api/contacts")
                                .json()
                                .path("items")
                                .path(0)
                                .path("id")
                                .asString();
        List<String> pages =
                List.of("/api/conversations/" + cennik, access(cennik), body, source, file, card);
        pages.forEach(page -> assertThat(lidia.get(page).status()).as(page).isEqualTo(200));
        try (Ear ear = new Ear(lidia)) {
            assertThat(tymon.delete(access(cennik) + "/" + team.member().id()).status())
                    .isEqualTo(204);
            pages.forEach(page -> assertThat(lidia.get(page).status()).as(page).isEqualTo(404));
            ear.hears("\"access\"", "\"gone\"", cennik.toString());
            studio.arrived(
                    account, "cennik2", "zaneta@studiolaka.example", "References: <cennik@test>");
            give(tymon, umowa, team.member().id(), "read", null);
            ear.hears("\"given\"", umowa.toString());
            assertThat(ear.heard("\"type\":\"conversation\"")).isFalse();
        }
        assertThat(lidia.get("/api/counts").json().path("unread").asInt()).isOne();
        assertThat(listed(lidia, "?section=shared")).isOne();
        assertThat(tymon.delete(access(cennik) + "/" + team.member().id()).code())
                .isEqualTo("not_found");
    }

    @Test
    void who_was_given_access_may_give_it_up() {
        give(tymon, cennik, team.member().id(), "read", null);
        Browser lidia = signedIn(team.member());
        assertThat(lidia.delete(access(cennik) + "/" + team.member().id()).status()).isEqualTo(204);
        assertThat(listed(lidia, "")).isZero();
    }

    @Test
    void no_letter_widens_what_was_granted_whatever_it_names() {
        give(tymon, cennik, team.guest().id(), "read", null);
        Browser borys = signedIn(team.guest());
        UUID office = studio.mailbox("biuro", team.owner().id(), "project");

        // Naming both: the granted conversation and one that was not granted.
        studio.arrived(
                account,
                "forged",
                "obcy@brzask.example",
                "In-Reply-To: <cennik@test>",
                "References: <umowa@test> <cennik@test>",
                "Cc: obcy@brzask.example, borys@debowa.test");
        // The same Message-ID in another mailbox, and a letter there that names the granted
        // conversation.
        UUID twin = studio.arrived(office, "cennik", "obcy@brzask.example");
        UUID other =
                studio.arrived(office, "drugi", "obcy@brzask.example", "References: <cennik@test>");

        assertThat(listed(borys, "")).isOne();
        for (UUID hidden : List.of(umowa, twin, other)) {
            assertThat(borys.get("/api/conversations/" + hidden).status()).isEqualTo(404);
        }
        assertThat(studio.count("select count(*) from conversation_grant where project_id = ?"))
                .isOne();
        assertThat(borys.get(access(cennik)).json().path("items").size()).isEqualTo(2);
    }

    @Test
    void giving_and_taking_are_written_down() {
        give(tymon, cennik, team.member().id(), "read", null);
        tymon.delete(access(cennik) + "/" + team.member().id());
        assertThat(
                        jdbc.sql(
                                        "select verb from audit_entry where project_id = ? and subject = ? order by at, id")
                                .params(studio.project, cennik + " " + team.member().id())
                                .query(String.class)
                                .list())
                .containsExactly("conversation_shared_read", "conversation_unshared");
    }

    @Test
    void a_new_role_is_told_to_the_open_pages_of_whoever_has_it() throws Exception {
        Browser lidia = signedIn(team.member());
        try (Ear ear = new Ear(lidia)) {
            tymon.patch("/api/members/" + team.member().id(), Map.of("role", "guest"));
            ear.hears("\"access\"", "\"role\":\"guest\"");
        }
    }

    private static void give(
            Browser by, UUID conversation, UUID to, String level, @Nullable String note) {
        Browser.Answer answer = by.post(access(conversation), body(to, level, note));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static Map<String, Object> body(UUID to, String level, @Nullable String note) {
        return Map.of("memberIds", List.of(to), "level", level, "note", note == null ? "" : note);
    }
}

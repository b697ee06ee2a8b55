package pl.rozmowa.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PreviewSharingTest extends SharingTest {

    @Test
    void it_says_who_gains_and_how_far_and_changes_nothing() {
        assertThat(preview(Map.of("sharing", "project")))
                .containsExactly(
                        Map.entry("Hanna Wrzos", "null > manage"),
                        Map.entry("Lidia Maj", "null > reply"),
                        Map.entry("Tymon Sowa", "manage > manage"));
        assertThat(
                        preview(
                                Map.of(
                                        "sharing",
                                        "members",
                                        "shares",
                                        List.of(
                                                Map.of(
                                                        "memberId",
                                                        team.guest().id(),
                                                        "level",
                                                        "read")))))
                .containsEntry("Borys Klon", "null > read")
                .hasSize(2);
        assertThat(studio.count("select count(*) from account_share where project_id = ?"))
                .isZero();
        assertThat(tymon.get("/api/mail-accounts/" + account).json().path("sharing").asString())
                .isEqualTo("private");
    }

    @Test
    void it_says_who_loses_and_what_stays_visible_to_them_by_a_grant() {
        jdbc.sql("update mail_account set sharing = 'project' where project_id = ?")
                .param(studio.project)
                .update();
        tymon.post(
                access(cennik), Map.of("memberIds", List.of(team.member().id()), "level", "read"));
        assertThat(preview(Map.of("sharing", "private")))
                .containsExactly(
                        Map.entry("Hanna Wrzos", "manage > null"),
                        Map.entry("Lidia Maj", "reply > null, keeps 1"),
                        Map.entry("Tymon Sowa", "manage > manage"));
    }

    @Test
    void what_it_said_is_what_then_happens() {
        Map<String, Object> wanted =
                Map.of(
                        "sharing",
                        "members",
                        "shares",
                        List.of(Map.of("memberId", team.member().id(), "level", "reply")));
        Map<String, String> said = preview(wanted);
        tymon.put("/api/mail-accounts/" + account + "/sharing", wanted);
        Map<String, String> then = preview(wanted);
        assertThat(then.keySet()).isEqualTo(said.keySet());
        assertThat(then).containsEntry("Lidia Maj", "reply > reply");
        assertThat(said).containsEntry("Lidia Maj", "null > reply");
    }

    private Map<String, String> preview(Map<String, Object> audience) {
        Map<String, String> said = new TreeMap<>();
        JsonNode answer =
                tymon.post("/api/mail-accounts/" + account + "/sharing/preview", audience).json();
        for (JsonNode one : answer.path("items")) {
            int granted = one.path("granted").asInt();
            said.put(
                    one.path("name").asString(),
                    one.path("before").asString("null")
                            + " > "
                            + one.path("after").asString("null")
                            + (granted > 0 ? ", keeps " + granted : ""));
        }
        return said;
    }
}

package pl.rozmowa.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pl.rozmowa.platform.Browser;
import pl.rozmowa.team.Member;
import tools.jackson.databind.JsonNode;

/** Lidia leaves: she owns one mailbox that the project sees and one that only she sees, and was shown one conversation of Tymon's. */
class HandoverTest extends SharingTest {

    private Browser hanna;
    private UUID shared;
    private UUID secret;

    @BeforeEach
    void lidiaHasMailboxesAndAConversation() {
        hanna = signedIn(team.owner());
        shared = studio.mailbox("lidia", team.member().id(), "project");
        secret = studio.mailbox("lidia.prywatna", team.member().id(), "private");
        jdbc.sql(
                        "insert into account_credential (project_id, account_id, field, sealed) values (?, ?, 'password', '\\x0102')")
                .params(studio.project, shared)
                .update();
        tymon.post(
                access(cennik), Map.of("memberIds", List.of(team.member().id()), "level", "reply"));
    }

    @Test
    void what_goes_is_counted_before() {
        assertThat(legacy(hanna))
                .containsExactly("mailboxes 1", "private_mailboxes 1", "conversations 1");
        assertThat(legacy(tymon))
                .containsExactly("mailboxes 1", "private_mailboxes 1 stays", "conversations 1");
    }

    @Test
    void mailboxes_and_conversations_go_to_others_in_one_step_and_credentials_stay() {
        assertThat(remove(hanna, team.owner(), team.owner()).status()).isEqualTo(204);
        assertThat(owner(shared)).isEqualTo(team.owner().id());
        assertThat(owner(secret)).isEqualTo(team.owner().id());
        assertThat(hanna.get("/api/mail-accounts/" + secret).json().path("sharing").asString())
                .isEqualTo("private");
        assertThat(studio.count("select count(*) from account_credential where project_id = ?"))
                .isOne();
        assertThat(hanna.get("/api/conversations/" + cennik).json().path("level").asString())
                .isEqualTo("reply");
        assertThat(
                        jdbc.sql(
                                        "select verb from audit_entry where project_id = ? order by at, id")
                                .param(studio.project)
                                .query(String.class)
                                .list())
                .contains("mailbox_handed_over", "conversation_handed_over", "member_removed");
    }

    @Test
    void an_admin_passes_on_what_others_saw_too_and_never_what_was_private() {
        assertThat(remove(tymon, team.admin(), team.owner()).status()).isEqualTo(204);
        assertThat(owner(shared)).isEqualTo(team.admin().id());
        assertThat(owner(secret)).isEqualTo(team.member().id());
        assertThat(tymon.get("/api/mail-accounts/" + secret).status()).isEqualTo(404);
    }

    @Test
    void an_admin_does_not_come_to_what_was_shared_with_others_by_letting_them_go() {
        jdbc.sql("update mail_account set sharing = 'members' where id = ?").param(shared).update();
        jdbc.sql("update conversation set account_id = ? where id = ?")
                .params(secret, cennik)
                .update();
        jdbc.sql("update mail_account set owner_id = ? where id = ?")
                .params(team.owner().id(), secret)
                .update();
        assertThat(legacy(tymon)).containsExactly("private_mailboxes 1 stays");
        assertThat(remove(tymon, team.admin(), team.admin()).status()).isEqualTo(204);
        assertThat(owner(shared)).isEqualTo(team.member().id());
        assertThat(tymon.get("/api/conversations/" + cennik).status()).isEqualTo(404);
    }

    @Test
    void whoever_leaves_by_themselves_may_pass_on_everything_of_theirs() {
        Browser lidia = signedIn(team.member());
        assertThat(remove(lidia, team.admin(), team.admin()).status()).isEqualTo(204);
        assertThat(owner(secret)).isEqualTo(team.admin().id());
    }

    @Test
    void a_guest_takes_nothing_over_and_nobody_inherits_unasked() {
        assertThat(remove(hanna, team.guest(), team.owner()).code()).isEqualTo("invalid_input");
        assertThat(remove(hanna, team.member(), team.owner()).code()).isEqualTo("invalid_input");
        assertThat(hanna.delete("/api/members/" + team.member().id()).status()).isEqualTo(204);
        assertThat(owner(shared)).isEqualTo(team.member().id());
        assertThat(hanna.get("/api/conversations/" + cennik).status()).isEqualTo(404);
    }

    private Browser.Answer remove(Browser by, Member mailboxesTo, Member workTo) {
        return by.delete(
                "/api/members/%s?mailboxesTo=%s&workTo=%s"
                        .formatted(team.member().id(), mailboxesTo.id(), workTo.id()));
    }

    private List<String> legacy(Browser by) {
        JsonNode items =
                by.get("/api/members/" + team.member().id() + "/handover").json().path("items");
        return items.valueStream()
                .map(one ->
                        one.path("kind").asString()
                                + " "
                                + one.path("count").asInt()
                                + (one.path("stays").asBoolean() ? " stays" : ""))
                .toList();
    }

    private UUID owner(UUID account) {
        return jdbc.sql("select owner_id from mail_account where project_id = ? and id = ?")
                .params(studio.project, account)
                .query(UUID.class)
                .single();
    }
}

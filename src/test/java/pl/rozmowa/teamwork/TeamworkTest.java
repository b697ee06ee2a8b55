package pl.rozmowa.teamwork;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.rozmowa.conversation.Letter.letter;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import pl.rozmowa.conversation.DeskTest;
import pl.rozmowa.platform.Browser;
import tools.jackson.databind.JsonNode;

/** What a team does with its conversations, as browsers of three members see it. */
class TeamworkTest extends DeskTest {

    @Autowired WakeSnoozed waking;

    private UUID lidia;
    private Browser hannas;
    private Browser lidias;
    private UUID sprawa;

    @BeforeEach
    void people() {
        lidia = desk.member("Lidia Maj", "member");
        hannas = desk.signedIn(desk.hanna, browser());
        lidias = desk.signedIn(lidia, browser());
        desk.arrive(letter("a"));
        sprawa = desk.conversationOf("a");
    }

    @Test
    void what_is_closed_leaves_the_inbox_and_comes_back_with_a_reply_only() {
        assertThat(put(lidias, "/state", Map.of("state", "closed"))).isEqualTo(204);
        assertThat(list(hannas, "inbox")).isEmpty();
        assertThat(list(hannas, "closed")).containsExactly(sprawa);
        assertThat(counts(hannas).path("unread").asInt()).isZero();

        desk.leave(letter("ours").answering("a")); // our own word changes nothing
        assertThat(list(hannas, "inbox")).isEmpty();
        desk.arrive(letter("old").answering("a").at(Instant.parse("2026-01-01T10:00:00Z")));
        assertThat(list(hannas, "inbox")).as("only read late").isEmpty();

        desk.arrive(letter("b").answering("a").at(Instant.now()));
        assertThat(list(hannas, "inbox")).containsExactly(sprawa);
        assertThat(list(hannas, "closed")).isEmpty();
        assertThat(verbs(hannas)).containsExactly("reopened", "closed");
        assertThat(history(hannas).get(0).path("by").isNull()).isTrue();
        assertThat(history(hannas).get(1).path("by").path("name").asString())
                .isEqualTo("Lidia Maj");
    }

    @Test
    void closing_twice_is_one_deed() {
        put(lidias, "/state", Map.of("state", "closed"));
        put(hannas, "/state", Map.of("state", "closed"));
        assertThat(verbs(hannas)).containsExactly("closed");
    }

    @Test
    void what_is_snoozed_comes_back_at_its_moment_or_with_a_reply() {
        String until =
                Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).toString();
        assertThat(put(lidias, "/state", Map.of("state", "snoozed", "until", until)))
                .isEqualTo(204);
        assertThat(list(lidias, "inbox")).isEmpty();
        assertThat(list(lidias, "snoozed")).containsExactly(sprawa);
        assertThat(row(lidias, "snoozed").path("snoozedUntil").asString()).isEqualTo(until);
        assertThat(counts(lidias).path("sections").path("snoozed").asInt()).isOne();

        waking.wakeAll();
        assertThat(list(lidias, "snoozed")).as("its moment has not come").containsExactly(sprawa);
        jdbc.sql("update conversation set snoozed_until = ? where id = ?")
                .params(Timestamp.from(Instant.now().minusSeconds(1)), sprawa)
                .update();
        waking.wakeAll();
        assertThat(list(lidias, "inbox")).containsExactly(sprawa);
        assertThat(verbs(lidias)).containsExactly("woke", "snoozed");

        put(lidias, "/state", Map.of("state", "snoozed"));
        desk.arrive(letter("b").answering("a").at(Instant.now()));
        assertThat(list(lidias, "inbox")).containsExactly(sprawa);
    }

    @Test
    void a_moment_that_is_past_or_of_no_use_is_refused() {
        String past = Instant.now().minusSeconds(5).toString();
        String far = Instant.now().plus(3_000, ChronoUnit.DAYS).toString();
        assertThat(put(lidias, "/state", Map.of("state", "snoozed", "until", past))).isEqualTo(400);
        assertThat(put(lidias, "/state", Map.of("state", "snoozed", "until", far))).isEqualTo(400);
        assertThat(put(lidias, "/state", Map.of("state", "snoozed", "until", "jutro")))
                .isEqualTo(400);
        String later = Instant.now().plusSeconds(500).toString();
        assertThat(put(lidias, "/state", Map.of("state", "closed", "until", later))).isEqualTo(400);
        assertThat(put(lidias, "/state", Map.of("state", "finished"))).isEqualTo(400);
        assertThat(verbs(lidias)).isEmpty();
    }

    @Test
    void who_is_responsible_finds_it_among_their_own() {
        assertThat(list(lidias, "unassigned")).containsExactly(sprawa);
        assertThat(put(hannas, "/assignee", Map.of("memberId", lidia))).isEqualTo(204);
        assertThat(list(lidias, "unassigned")).isEmpty();
        assertThat(list(lidias, "mine")).containsExactly(sprawa);
        assertThat(list(hannas, "mine")).isEmpty();
        assertThat(row(hannas, "inbox").path("assignee").path("name").asString())
                .isEqualTo("Lidia Maj");
        assertThat(counts(lidias).path("sections").path("mine").asInt()).isOne();
        assertThat(counts(lidias).path("sections").path("unassigned").asInt()).isZero();

        put(lidias, "/members/" + desk.hanna, null);
        assertThat(list(hannas, "mine")).as("she works on it too").containsExactly(sprawa);
        assertThat(open(hannas).path("members").get(0).path("name").asString())
                .isEqualTo("Hanna Wrzos");
        put(hannas, "/assignee", nothing("memberId"));
        assertThat(list(lidias, "mine")).isEmpty();
        assertThat(verbs(hannas)).containsExactly("unassigned", "member_added", "assigned");
    }

    @Test
    void whoever_is_named_is_let_in_by_one_who_may_share_and_by_nobody_else() {
        UUID zofia = desk.member("Zofia Wierzba", "member");
        UUID borys = desk.member("Borys Klon", "guest");
        UUID prywatna = desk.account("hanna@debowa.test", desk.hanna, "private");
        jdbc.sql("update conversation set account_id = ? where id = ?")
                .params(prywatna, sprawa)
                .update();
        assertThat(put(lidias, "/assignee", Map.of("memberId", lidia))).isEqualTo(404);

        assertThat(put(hannas, "/assignee", Map.of("memberId", lidia))).isEqualTo(204);
        assertThat(list(lidias, "mine")).containsExactly(sprawa);
        Browser.Answer refused = lidias.put(path("/assignee"), Map.of("memberId", zofia));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("cannot_let_in");
        assertThat(put(lidias, "/members/" + borys, null)).isEqualTo(403);
        assertThat(put(lidias, "/assignee", Map.of("memberId", desk.hanna))).isEqualTo(204);
        assertThat(verbs(hannas)).containsExactly("assigned", "assigned", "let_in");
    }

    @Test
    void nobody_who_left_or_never_was_there_is_named() {
        assertThat(put(hannas, "/assignee", Map.of("memberId", UUID.randomUUID()))).isEqualTo(409);
        put(hannas, "/assignee", Map.of("memberId", lidia));
        assertThat(hannas.delete("/api/members/" + lidia).status()).isEqualTo(204);
        assertThat(list(hannas, "unassigned")).containsExactly(sprawa);
        assertThat(put(hannas, "/assignee", Map.of("memberId", lidia))).isEqualTo(409);
    }

    @Test
    void whoever_takes_over_is_responsible_for_what_they_reach_and_for_nothing_else() {
        UUID zofia = desk.member("Zofia Wierzba", "member");
        desk.arrive(letter("p").subject("Prywatnie"));
        UUID prywatna = desk.conversationOf("p");
        jdbc.sql("update conversation set account_id = ? where id = ?")
                .params(desk.account("hanna@debowa.test", desk.hanna, "private"), prywatna)
                .update();
        put(hannas, "/assignee", Map.of("memberId", lidia));
        put(hannas, "/members/" + lidia, null);
        hannas.put("/api/conversations/" + prywatna + "/assignee", Map.of("memberId", lidia));
        hannas.delete("/api/conversations/" + prywatna + "/access/" + lidia);
        jdbc.sql("update contact set owner_id = ?, owner_since = now() where project_id = ?")
                .params(lidia, desk.project)
                .update();
        JsonNode left = hannas.get("/api/members/" + lidia + "/handover").json().path("items");
        Map<String, Integer> counted = new HashMap<>();
        left.forEach(one -> counted.put(one.path("kind").asString(), one.path("count").asInt()));
        assertThat(counted).containsEntry("assigned", 2).containsEntry("clients", 1);

        assertThat(hannas.delete("/api/members/" + lidia + "?workTo=" + zofia).status())
                .isEqualTo(204);
        Browser zofias = desk.signedIn(zofia, browser());
        assertThat(list(zofias, "mine")).containsExactly(sprawa);
        assertThat(open(hannas).path("assignee").path("name").asString())
                .isEqualTo("Zofia Wierzba");
        assertThat(hannas.get("/api/conversations/" + prywatna).json().path("assignee").isNull())
                .as("she does not reach it")
                .isTrue();
        assertThat(verbs(hannas)).contains("assigned");
        assertThat(
                        jdbc.sql("select owner_id from contact where project_id = ?")
                                .param(desk.project)
                                .query(UUID.class)
                                .single())
                .isEqualTo(zofia);
    }

    @Test
    void whoever_may_only_read_changes_nothing() {
        UUID borys = desk.member("Borys Klon", "guest");
        desk.grant(sprawa, borys, "read");
        Browser guest = desk.signedIn(borys, browser());
        assertThat(put(guest, "/state", Map.of("state", "closed"))).isEqualTo(403);
        assertThat(put(guest, "/assignee", Map.of("memberId", borys))).isEqualTo(403);
        assertThat(put(guest, "/tags", Map.of("tagIds", List.of()))).isEqualTo(403);
        assertThat(put(guest, "/members/" + borys, null)).isEqualTo(403);
        assertThat(put(guest, "/archived", Map.of("archived", true))).isEqualTo(204);
        assertThat(list(guest, "inbox")).isEmpty();
        assertThat(list(guest, "archived_by_me")).containsExactly(sprawa);
    }

    @Test
    void each_has_an_archive_of_their_own() {
        assertThat(put(lidias, "/archived", Map.of("archived", true))).isEqualTo(204);
        assertThat(list(lidias, "inbox")).isEmpty();
        assertThat(list(lidias, "archived_by_me")).containsExactly(sprawa);
        assertThat(list(hannas, "inbox"))
                .as("for the team nothing changed")
                .containsExactly(sprawa);
        desk.arrive(letter("b").answering("a").at(Instant.now().plusSeconds(60)));
        assertThat(list(lidias, "inbox")).containsExactly(sprawa);
        assertThat(list(lidias, "archived_by_me")).isEmpty();

        put(lidias, "/archived", Map.of("archived", true));
        put(lidias, "/archived", Map.of("archived", false));
        assertThat(list(lidias, "inbox")).containsExactly(sprawa);
    }

    @Test
    void tags_are_given_taken_counted_and_looked_for() {
        UUID pilne = tag(hannas, "Pilne", 1);
        UUID oferta = tag(hannas, "Oferta", 2);
        assertThat(hannas.post("/api/tags", Map.of("name", "PILNE", "colour", 3)).code())
                .isEqualTo("tag_exists");
        assertThat(hannas.post("/api/tags", Map.of("name", "  ", "colour", 3)).status())
                .isEqualTo(400);
        put(lidias, "/tags", Map.of("tagIds", List.of(pilne, oferta)));
        assertThat(row(hannas, "inbox").path("tags").size()).isEqualTo(2);
        assertThat(counts(hannas).path("tags").path(pilne.toString()).asInt()).isOne();
        put(lidias, "/tags", Map.of("tagIds", List.of(oferta)));
        assertThat(ids(hannas.get("/api/conversations?tag=" + pilne))).isEmpty();
        assertThat(ids(hannas.get("/api/conversations?tag=" + oferta))).containsExactly(sprawa);
        assertThat(verbs(hannas)).containsExactly("untagged", "tagged", "tagged");
        assertThat(history(hannas).get(0).path("tag").asString()).isEqualTo("Pilne");

        assertThat(lidias.delete("/api/tags/" + oferta).status())
                .as("neither hers nor hers to tidy up")
                .isEqualTo(403);
        assertThat(hannas.delete("/api/tags/" + oferta).status()).isEqualTo(204);
        assertThat(row(hannas, "inbox").path("tags").size()).isZero();
    }

    @Test
    void saved_views_are_own_or_shared_and_name_no_mailbox_that_one_does_not_reach() {
        UUID prywatna = desk.account("hanna@debowa.test", desk.hanna, "private");
        assertThat(view(hannas, "Moje prywatne", true, prywatna)).isEqualTo(201);
        assertThat(view(hannas, "Czekają na nas", true, null)).isEqualTo(201);
        assertThat(view(hannas, "Tylko moje", false, null)).isEqualTo(201);
        assertThat(view(lidias, "Cudze", false, prywatna)).isEqualTo(400);
        assertThat(names(hannas)).containsExactly("Czekają na nas", "Moje prywatne", "Tylko moje");
        assertThat(names(lidias)).containsExactly("Czekają na nas");
        String id = lidias.get("/api/views").json().path("items").get(0).path("id").asString();
        assertThat(lidias.delete("/api/views/" + id).status()).isEqualTo(403);
        assertThat(hannas.patch("/api/views/" + id, Map.of("name", "Nowe")).status())
                .isEqualTo(204);
        assertThat(names(lidias)).containsExactly("Nowe");
    }

    @Test
    void a_merge_keeps_what_the_team_knew_of_both() {
        desk.arrive(letter("c").subject("Coś innego"));
        UUID inna = desk.conversationOf("c");
        UUID pilne = tag(hannas, "Pilne", 1);
        hannas.put("/api/conversations/" + inna + "/assignee", Map.of("memberId", lidia));
        hannas.put("/api/conversations/" + inna + "/tags", Map.of("tagIds", List.of(pilne)));
        put(hannas, "/state", Map.of("state", "closed"));
        desk.leave(letter("both").answering("a").naming("a", "c"));
        UUID joined = desk.conversationOf("a");
        assertThat(desk.conversationOf("c")).isEqualTo(joined);
        JsonNode open = hannas.get("/api/conversations/" + joined).json();
        assertThat(open.path("state").asString()).as("one of them was open").isEqualTo("open");
        assertThat(open.path("assignee").path("name").asString()).isEqualTo("Lidia Maj");
        assertThat(open.path("tags").size()).isOne();
        sprawa = joined;
        assertThat(verbs(hannas)).containsExactlyInAnyOrder("closed", "assigned", "tagged");
    }

    private static Map<String, @Nullable Object> nothing(String key) {
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put(key, null);
        return body;
    }

    private String path(String what) {
        return "/api/conversations/" + sprawa + what;
    }

    private int put(Browser who, String what, @Nullable Object body) {
        return who.put(path(what), body == null ? Map.of() : body).status();
    }

    private UUID tag(Browser who, String name, int colour) {
        Browser.Answer made = who.post("/api/tags", Map.of("name", name, "colour", colour));
        assertThat(made.status()).isEqualTo(201);
        return UUID.fromString(made.json().path("id").asString());
    }

    private static int view(Browser who, String name, boolean shared, @Nullable UUID account) {
        Map<String, Object> form = new HashMap<>(Map.of("name", name, "shared", shared));
        if (account != null) {
            form.put("accountId", account);
        }
        return who.post("/api/views", form).status();
    }

    private static List<String> names(Browser who) {
        List<String> names = new ArrayList<>();
        who.get("/api/views")
                .json()
                .path("items")
                .forEach(v -> names.add(v.path("name").asString()));
        return names;
    }

    private JsonNode open(Browser who) {
        return who.get(path("")).json();
    }

    private JsonNode counts(Browser who) {
        return who.get("/api/counts").json();
    }

    private JsonNode history(Browser who) {
        return who.get(path("/history")).json().path("items");
    }

    private List<String> verbs(Browser who) {
        List<String> verbs = new ArrayList<>();
        history(who).forEach(line -> verbs.add(line.path("verb").asString()));
        return verbs;
    }

    private static List<UUID> list(Browser who, String section) {
        return ids(who.get("/api/conversations?section=" + section));
    }

    private static JsonNode row(Browser who, String section) {
        return who.get("/api/conversations?section=" + section).json().path("items").get(0);
    }

    private static List<UUID> ids(Browser.Answer answer) {
        List<UUID> ids = new ArrayList<>();
        answer.json()
                .path("items")
                .forEach(row -> ids.add(UUID.fromString(row.path("id").asString())));
        return ids;
    }
}

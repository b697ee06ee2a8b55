package pl.rozmowa.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.rozmowa.conversation.Letter.letter;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pl.rozmowa.conversation.DeskTest;
import pl.rozmowa.platform.Await;
import pl.rozmowa.platform.Browser;
import tools.jackson.databind.JsonNode;

/** A browser is told by a real push service over TLS, and opens what it gets with a key that the server never had. */
class PushTest extends DeskTest {

    private UUID lidia;
    private Browser hannas;
    private Browser lidias;
    private UUID sprawa;
    private PushService service;

    @BeforeEach
    void people() throws Exception {
        jdbc.sql("update mail_account set state = 'on_hold', held_by = ? where project_id = ?")
                .params(desk.hanna, desk.project)
                .update(); // the engine leaves it alone
        lidia = desk.member("Lidia Maj", "member");
        hannas = desk.signedIn(desk.hanna, browser());
        lidias = desk.signedIn(lidia, browser());
        desk.arrive(letter("a").subject("Oferta na taras"));
        sprawa = desk.conversationOf("a");
        service = new PushService();
        assertThat(lidias.post("/api/notifications/push", service.subscription()).status())
                .isEqualTo(201);
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void a_browser_is_told_what_happened_and_nothing_of_the_mail() throws Exception {
        assign();
        PushService.Post post = posts(1).getFirst();
        assertThat(post.field("Content-encoding")).isEqualTo("aes128gcm");
        assertThat(post.field("Ttl")).isNotEmpty();
        assertThat(post.field("Topic")).hasSize(32);
        JsonNode claims = PushService.claims(post);
        assertThat(claims.path("aud").asString()).isEqualTo(service.origin());
        assertThat(Instant.ofEpochSecond(claims.path("exp").asLong()))
                .isBetween(Instant.now(), Instant.now().plusSeconds(24 * 3600));
        JsonNode told = service.opened(post);
        assertThat(told.path("title").asString()).isEqualTo("Przypisano Ci konwersację");
        assertThat(told.path("url").asString()).isEqualTo("/inbox/" + sprawa);
        assertThat(told.path("tag").asString()).isEqualTo(post.field("Topic"));
        assertThat(told.has("body")).isFalse();
        nothingWaits();
        assertThat(browsers(lidias).get(0).path("toldAt").isNull()).isFalse();
    }

    @Test
    void whoever_wants_it_is_shown_the_subject_in_their_own_language() throws Exception {
        lidias.patch("/api/me", Map.of("language", "en"));
        settings(Map.of("pushSubject", true));
        assign();
        JsonNode told = service.opened(posts(1).getFirst());
        assertThat(told.path("title").asString()).isEqualTo("A conversation was assigned to you");
        assertThat(told.path("body").asString()).isEqualTo("Oferta na taras");
    }

    @Test
    void a_browser_that_is_gone_is_forgotten() {
        service.answering(410);
        assign();
        Await.until("the browser is forgotten", () -> desk.count("push_subscription") == 0);
        assertThat(desk.count("push_message")).isZero();
    }

    @Test
    void a_service_that_fails_is_asked_again_and_then_once_is_enough() {
        service.answering(503);
        assign();
        posts(2);
        service.answering(201);
        nothingWaits();
        assertThat(service.posts().stream().filter(post -> post.answered() == 201)).hasSize(1);
    }

    @Test
    void what_was_read_or_is_out_of_sight_by_then_is_not_told_any_more() {
        service.answering(503);
        assign();
        posts(1);
        lidias.put("/api/notifications/read", Map.of());
        nothingWaits();
        UUID borys = desk.member("Borys Klon", "guest");
        Browser guest = desk.signedIn(borys, browser());
        guest.post("/api/notifications/push", service.subscription()); // Lidia's browser is his now
        int before = service.posts().size();
        hannas.put("/api/conversations/" + sprawa + "/members/" + borys, Map.of());
        posts(before + 1);
        jdbc.sql("delete from conversation_grant where project_id = ?")
                .param(desk.project)
                .update();
        service.answering(201);
        nothingWaits();
        assertThat(service.posts()).noneMatch(post -> post.answered() == 201);
    }

    @Test
    void quiet_hours_hold_it_back_but_not_the_bell() {
        LocalTime now = LocalTime.now(ZoneId.of("Europe/Warsaw"));
        settings(
                Map.of(
                        "quietFrom",
                        now.minusMinutes(30).withSecond(0).withNano(0).toString(),
                        "quietUntil",
                        now.plusHours(1).withSecond(0).withNano(0).toString()));
        assign();
        Await.until(
                "the job waits for the end of the quiet",
                () ->
                        number(
                                        """
                                        select count(*)
                                        from scheduled_tasks t
                                        join push_message m on t.task_instance = m.project_id || '/' || m.id
                                        where m.project_id = ?
                                          and t.execution_time > now() + interval '30 minutes'
                                        """)
                                == 1);
        assertThat(service.posts()).isEmpty();
        assertThat(lidias.get("/api/notifications/counts").json().path("unread").asInt()).isOne();
    }

    @Test
    void a_flood_is_left_to_the_bell() {
        service.answering(503);
        for (int i = 0; i < 23; i++) {
            desk.arrive(letter("f" + i).subject("Sprawa " + i));
            UUID one = desk.conversationOf("f" + i);
            hannas.put("/api/conversations/" + one + "/assignee", Map.of("memberId", lidia));
        }
        assertThat(desk.count("push_message")).isEqualTo(20);
        assertThat(lidias.get("/api/notifications/counts").json().path("unread").asInt())
                .isEqualTo(23);
    }

    @Test
    void nobody_is_told_through_what_they_did_not_choose() {
        settings(
                Map.of(
                        "kinds",
                        List.of(
                                Map.of(
                                        "kind",
                                        "assigned",
                                        "inApp",
                                        true,
                                        "push",
                                        false,
                                        "email",
                                        false))));
        assign();
        assertThat(desk.count("push_message")).isZero();
        assertThat(lidias.get("/api/notifications/counts").json().path("unread").asInt()).isOne();
        assertThat(hannas.get("/api/notifications/push").json().path("browsers").size()).isZero();
    }

    @Test
    void an_address_on_our_own_network_is_never_called() {
        Map<String, Object> inside = new HashMap<>(service.subscription());
        inside.put("endpoint", "https://127.0.0.1:443/x");
        lidias.delete("/api/notifications/push/" + browsers(lidias).get(0).path("id").asString());
        assertThat(lidias.post("/api/notifications/push", inside).status()).isEqualTo(201);
        assign();
        Await.until("it is forgotten", () -> desk.count("push_subscription") == 0);
    }

    private void assign() {
        hannas.put("/api/conversations/" + sprawa + "/assignee", Map.of("memberId", lidia));
    }

    private List<PushService.Post> posts(int atLeast) {
        return Await.value(atLeast + " posts", service::posts, posts -> posts.size() >= atLeast);
    }

    private void nothingWaits() {
        Await.until("nothing waits", () -> desk.count("push_message") == 0);
    }

    private static JsonNode browsers(Browser who) {
        return who.get("/api/notifications/push").json().path("browsers");
    }

    private void settings(Map<String, Object> some) {
        Map<String, Object> all =
                new HashMap<>(Map.of("kinds", List.of(), "digest", "off", "digestHour", 8));
        all.putAll(some);
        assertThat(lidias.put("/api/notifications/settings", all).status()).isEqualTo(204);
    }
}

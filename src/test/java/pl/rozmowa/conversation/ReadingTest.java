package pl.rozmowa.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.rozmowa.conversation.Letter.letter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import pl.rozmowa.account.FolderRole;
import pl.rozmowa.platform.Browser;
import pl.rozmowa.platform.LiveAudience;
import pl.rozmowa.platform.LiveEvent;
import tools.jackson.databind.JsonNode;

class ReadingTest extends DeskTest {

    @Autowired ConversationAudience audience;

    @Test
    void pages_have_no_gap_and_no_double_while_mail_arrives() {
        for (int i = 0; i < 25; i++) {
            desk.arrive(letter("m" + i).subject("Sprawa " + i).minute(i));
        }
        desk.arrive(
                letter("same1").subject("Ta sama chwila").minute(3),
                letter("same2").subject("I ta").minute(3));
        Browser hanna = hanna();
        List<String> seen = new ArrayList<>();
        String next = "";
        int late = 0;
        do {
            JsonNode page = hanna.get("/api/conversations?limit=4&cursor=" + next).json();
            page.path("items").forEach(row -> seen.add(row.path("subject").asString()));
            desk.arrive(letter("late" + late).subject("Późniejsza " + late).minute(100 + late++));
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        assertThat(seen)
                .hasSize(27)
                .hasSize(new HashSet<>(seen).size())
                .startsWith("Sprawa 24")
                .endsWith("Sprawa 0");
    }

    @Test
    void the_list_shows_who_what_and_when() {
        desk.arrive(letter("a").unseen().text("Proszę o wycenę płytek."));
        desk.leave(
                letter("b")
                        .from("Biuro", "biuro@debowa.test")
                        .to("zaneta@studiolaka.example")
                        .answering("a")
                        .minute(4)
                        .text("Wycena w załączniku."));
        JsonNode row = hanna().get("/api/conversations").json().path("items").path(0);
        assertThat(row.path("snippet").asString()).isEqualTo("Wycena w załączniku.");
        assertThat(row.path("lastAt").asString()).isEqualTo("2026-11-20T12:04:00Z");
        assertThat(row.path("emailCount").asInt()).isEqualTo(2);
        assertThat(row.path("unread").asBoolean()).isTrue();
        assertThat(row.path("lastDirection").asString()).isEqualTo("out");
        assertThat(row.path("participants").path(0).path("name").asString())
                .isEqualTo("Żaneta Gołąb");
        assertThat(row.path("participants").path(0).path("own").asBoolean()).isFalse();
        assertThat(row.path("participants").path(1).path("own").asBoolean()).isTrue();
    }

    @Test
    void a_guest_sees_what_was_granted_until_it_is_revoked_and_nothing_else_anywhere() {
        desk.arrive(
                letter("granted"),
                letter("other").subject("Umowa").from("", "iwo@studiolaka.example"));
        UUID granted = desk.conversationOf("granted");
        UUID other = desk.conversationOf("other");
        UUID borys = desk.member("Borys Klon", "guest");
        Browser guest = desk.signedIn(borys, browser());
        assertThat(items(guest, "/api/conversations")).isZero();
        desk.grant(granted, borys, "read");
        assertThat(items(guest, "/api/conversations")).isOne();
        assertThat(items(guest, "/api/contacts")).isOne();
        JsonNode opened = guest.get("/api/conversations/" + granted).json();
        assertThat(opened.path("level").asString()).isEqualTo("read");
        String email = opened.path("emails").path(0).path("id").asString();
        assertThat(guest.get("/api/emails/" + email + "/body").status()).isEqualTo(200);
        assertThat(guest.get("/api/conversations/" + other).status()).isEqualTo(404);
        assertThat(guest.get("/api/conversations/" + other + "/access").status()).isEqualTo(404);
        assertThat(
                        guest.put("/api/conversations/" + other + "/read", Map.of("read", true))
                                .status())
                .isEqualTo(404);
        String hidden =
                hanna().get("/api/conversations/" + other)
                        .json()
                        .path("emails")
                        .path(0)
                        .path("id")
                        .asString();
        assertThat(guest.get("/api/emails/" + hidden + "/body").status()).isEqualTo(404);
        assertThat(guest.get("/api/emails/" + hidden + "/source").status()).isEqualTo(404);
        assertThat(guest.patch("/api/contacts/" + contact(guest), Map.of("name", "X")).code())
                .isEqualTo("forbidden");
        jdbc.sql("delete from conversation_grant where project_id = ?")
                .param(desk.project)
                .update();
        assertThat(items(guest, "/api/conversations")).isZero();
        assertThat(items(guest, "/api/contacts")).isZero();
        assertThat(guest.get("/api/conversations/" + granted).status()).isEqualTo(404);
        assertThat(guest.get("/api/emails/" + email + "/body").status()).isEqualTo(404);
    }

    @Test
    void a_private_mailbox_is_its_owners_alone_also_for_the_projects_owner() {
        UUID lidia = desk.member("Lidia Maj", "member");
        UUID own = desk.account("lidia@debowa.test", lidia, "private");
        desk.arrive(
                own,
                desk.folder(own, "INBOX", "inbox"),
                FolderRole.INBOX,
                letter("secret").unseen());
        UUID secret = desk.conversationOf("secret");
        assertThat(items(hanna(), "/api/conversations")).isZero();
        assertThat(hanna().get("/api/counts").json().path("unread").asInt()).isZero();
        assertThat(hanna().get("/api/conversations/" + secret).status()).isEqualTo(404);
        assertThat(items(hanna(), "/api/contacts?q=zaneta")).isZero();
        assertThat(items(desk.signedIn(lidia, browser()), "/api/conversations")).isOne();
    }

    @Test
    void events_reach_those_who_may_see_and_only_as_long_as_they_may() {
        desk.arrive(letter("a"));
        UUID conversation = desk.conversationOf("a");
        UUID borys = desk.member("Borys Klon", "guest");
        LiveEvent event = LiveEvent.ofConversation(desk.project, desk.biuro, conversation);
        LiveAudience ears = audience;
        assertThat(ears.decides(event)).isTrue();
        Set<UUID> both = Set.of(desk.hanna, borys);
        assertThat(ears.among(event, both)).containsExactly(desk.hanna);
        desk.grant(conversation, borys, "read");
        assertThat(ears.among(event, both)).containsExactlyInAnyOrder(desk.hanna, borys);
        assertThat(ears.among(LiveEvent.ofAccount(desk.project, desk.biuro), both))
                .containsExactly(desk.hanna);
        jdbc.sql("delete from conversation_grant where project_id = ?")
                .param(desk.project)
                .update();
        assertThat(ears.among(event, both)).containsExactly(desk.hanna);
    }

    @Test
    void reading_is_everybodys_own_and_can_be_taken_back() {
        desk.arrive(letter("a").unseen());
        UUID id = desk.conversationOf("a");
        Browser lidia = desk.signedIn(desk.member("Lidia Maj", "member"), browser());
        Browser hanna = hanna();
        assertThat(hanna.put("/api/conversations/" + id + "/read", Map.of("read", true)).status())
                .isEqualTo(204);
        assertThat(items(hanna, "/api/conversations?unread=true")).isZero();
        assertThat(hanna.get("/api/counts").json().path("unread").asInt()).isZero();
        assertThat(
                        lidia.get("/api/counts")
                                .json()
                                .path("accounts")
                                .path(desk.biuro.toString())
                                .asInt())
                .isOne();
        hanna.put("/api/conversations/" + id + "/read", Map.of("read", false));
        assertThat(items(hanna, "/api/conversations?unread=true")).isOne();
        hanna.put("/api/conversations/" + id + "/read", Map.of("read", true));
        desk.arrive(letter("b").answering("a").minute(9).unseen());
        assertThat(hanna.get("/api/counts").json().path("unread").asInt()).isOne();
    }

    @Test
    void a_stranger_in_a_conversation_is_marked_and_its_own_people_are_not() {
        desk.arrive(letter("a").cc("iwo@studiolaka.example"));
        desk.arrive(letter("b").from("", "iwo@studiolaka.example").answering("a").minute(1));
        desk.arrive(
                letter("c")
                        .from("Żaneta Gołąb", "zaneta@studiolaka.evil.example")
                        .answering("b")
                        .minute(2));
        JsonNode emails =
                hanna().get("/api/conversations/" + desk.conversationOf("a")).json().path("emails");
        assertThat(emails.path(0).path("newSender").asBoolean()).isFalse();
        assertThat(emails.path(1).path("newSender").asBoolean()).isFalse();
        assertThat(emails.path(2).path("newSender").asBoolean()).isTrue();
    }

    @Test
    void a_long_conversation_opens_at_its_newest_and_the_rest_follows() {
        List<Letter> letters = new ArrayList<>();
        for (int i = 0; i < 230; i++) {
            letters.add(letter("n" + i).answering("n0").minute(i));
        }
        desk.arrive(letters.toArray(Letter[]::new));
        String path = "/api/conversations/" + desk.conversationOf("n0");
        JsonNode first = hanna().get(path).json();
        JsonNode rest = hanna().get(path + "?cursor=" + first.path("next").asString()).json();
        assertThat(first.path("emails")).hasSize(200);
        assertThat(first.path("emails").path(199).path("at").asString())
                .isEqualTo("2026-11-20T15:49:00Z");
        assertThat(rest.path("emails")).hasSize(30);
        assertThat(rest.path("next").isNull()).isTrue();
    }

    @Test
    void a_conversation_that_was_merged_is_found_by_its_old_address() {
        desk.arrive(letter("a"));
        desk.arrive(letter("b").subject("Inna"));
        UUID one = desk.conversationOf("a");
        UUID two = desk.conversationOf("b");
        desk.arrive(letter("c").naming("a", "b").minute(2));
        assertThat(hanna().get("/api/conversations/" + one).json().path("emails")).hasSize(3);
        assertThat(hanna().get("/api/conversations/" + two).json().path("emails")).hasSize(3);
        assertThat(items(hanna(), "/api/conversations")).isOne();
    }

    @Test
    void who_can_see_a_conversation_is_said_with_the_reason() {
        desk.member("Lidia Maj", "member");
        UUID borys = desk.member("Borys Klon", "guest");
        desk.arrive(letter("a"));
        desk.grant(desk.conversationOf("a"), borys, "read");
        JsonNode who =
                hanna().get("/api/conversations/" + desk.conversationOf("a") + "/access")
                        .json()
                        .path("items");
        List<String> said = new ArrayList<>();
        who.forEach(one ->
                said.add(
                        one.path("name").asString()
                                + " "
                                + one.path("level").asString()
                                + " "
                                + one.path("why").asString()));
        assertThat(said)
                .containsExactlyInAnyOrder(
                        "Borys Klon read grant",
                        "Hanna Wrzos manage owner",
                        "Lidia Maj reply project");
    }

    @Test
    void contacts_are_found_by_how_name_or_address_begins_and_can_be_named() {
        desk.arrive(
                letter("a"),
                letter("b").subject("b").from("Rufus Penn", "rufus@northgate.example").minute(1));
        Browser hanna = hanna();
        assertThat(items(hanna, "/api/contacts")).isEqualTo(2);
        assertThat(items(hanna, "/api/contacts?q=GO%C5%81")).isOne();
        assertThat(items(hanna, "/api/contacts?q=rufus@")).isOne();
        assertThat(items(hanna, "/api/contacts?q=%25")).isZero();
        String id =
                hanna.get("/api/contacts?q=rufus")
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString();
        assertThat(hanna.patch("/api/contacts/" + id, Map.of("name", "Rufus P.")).status())
                .isEqualTo(200);
        desk.arrive(letter("c").subject("c").from("RUFUS", "rufus@northgate.example").minute(2));
        JsonNode card = hanna.get("/api/contacts/" + id).json();
        assertThat(card.path("name").asString()).isEqualTo("Rufus P.");
        assertThat(card.path("conversations").path("items")).hasSize(2);
        assertThat(items(hanna, "/api/conversations?contact=" + id)).isEqualTo(2);
        JsonNode first = hanna.get("/api/contacts?limit=1").json();
        assertThat(items(hanna, "/api/contacts?limit=1&cursor=" + first.path("next").asString()))
                .isOne();
    }

    @Test
    void a_cursor_that_is_none_of_ours_is_refused() {
        assertThat(hanna().get("/api/conversations?cursor=zzz").code()).isEqualTo("invalid_input");
        assertThat(hanna().get("/api/conversations?account=nonsense").status()).isEqualTo(400);
    }

    private Browser hanna() {
        return desk.signedIn(desk.hanna, browser());
    }

    private static int items(Browser browser, String path) {
        JsonNode items = browser.get(path).json().path("items");
        assertThat(items.isArray()).as(path).isTrue();
        return items.size();
    }

    private static String contact(Browser browser) {
        return browser.get("/api/contacts").json().path("items").path(0).path("id").asString();
    }
}

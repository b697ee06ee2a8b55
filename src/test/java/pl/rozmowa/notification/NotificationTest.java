package pl.rozmowa.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.rozmowa.conversation.Letter.letter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import pl.rozmowa.account.AccountState;
import pl.rozmowa.account.FolderRole;
import pl.rozmowa.account.MailAccounts;
import pl.rozmowa.conversation.DeskTest;
import pl.rozmowa.conversation.History;
import pl.rozmowa.conversation.ReceivedPage;
import pl.rozmowa.platform.Browser;
import tools.jackson.databind.JsonNode;

/** What members are told in the app, and what they are not. */
class NotificationTest extends DeskTest {

    @Autowired History history;
    @Autowired MailAccounts accounts;
    @Autowired ForgetNotifications forgetting;
    @Autowired TellOfMentions mentions;
    @Autowired TellOfRequests requests;
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
        jdbc.sql("update mail_account set state = 'on_hold', held_by = ? where project_id = ?")
                .params(desk.hanna, desk.project)
                .update(); // the engine leaves it alone
    }

    @Test
    void whoever_is_made_responsible_is_told_by_whom_and_nobody_of_their_own_deed() {
        assign(hannas, lidia);
        JsonNode told = only(lidias);
        assertThat(told.path("kind").asString()).isEqualTo("assigned");
        assertThat(told.path("actor").path("name").asString()).isEqualTo("Hanna Wrzos");
        assertThat(told.path("conversation").path("id").asString()).isEqualTo(sprawa.toString());
        assertThat(told.path("conversation").path("client").asString()).isEqualTo("Żaneta Gołąb");
        assertThat(told.path("read").asBoolean()).isFalse();
        assertThat(kinds(hannas)).isEmpty();

        assign(hannas, desk.hanna);
        assertThat(kinds(hannas)).as("her own deed").isEmpty();
    }

    @Test
    void several_replies_in_one_conversation_are_one_line_with_a_count() {
        assign(hannas, lidia);
        mark(lidias, only(lidias), true);
        reply("b");
        reply("c");
        desk.arrive(
                letter("d").answering("a").unseen().at(Instant.now()),
                letter("e").answering("a").unseen().at(Instant.now()));
        assertThat(kinds(lidias)).containsExactly("reply_in_mine", "assigned");
        assertThat(newest(lidias).path("count").asInt()).isEqualTo(4);
        assertThat(unread(lidias)).isOne();
        assertThat(kinds(hannas)).as("it is not hers").isEmpty();

        mark(lidias, newest(lidias), true);
        reply("f");
        assertThat(kinds(lidias)).containsExactly("reply_in_mine", "reply_in_mine", "assigned");
        assertThat(newest(lidias).path("count").asInt()).isOne();
    }

    @Test
    void what_was_read_elsewhere_what_we_wrote_and_what_a_first_look_finds_is_no_news() {
        hannas.put(path("/members/" + lidia), Map.of());
        mark(lidias, only(lidias), true);
        desk.arrive(letter("seen").answering("a").at(Instant.now()));
        desk.leave(letter("ours").answering("a").unseen().at(Instant.now()));
        desk.arrive(
                letter("old").answering("a").unseen().at(Instant.now().minus(Duration.ofDays(8))));
        ReceivedPage found =
                new ReceivedPage(
                        desk.project,
                        desk.biuro,
                        pl.rozmowa.conversation.Desk.OWN,
                        desk.inbox,
                        FolderRole.INBOX,
                        1,
                        true,
                        List.of(letter("found").unseen().at(Instant.now()).at(900L)));
        desk.receive(found);
        assertThat(unread(lidias)).isZero();
    }

    @Test
    void all_who_reach_the_mailbox_hear_of_a_new_conversation_until_somebody_takes_it() {
        UUID borys = desk.member("Borys Klon", "guest");
        Browser guest = desk.signedIn(borys, browser());
        desk.arrive(letter("n").subject("Nowe").unseen().at(Instant.now()));
        UUID nowa = desk.conversationOf("n");
        assertThat(kinds(hannas)).containsExactly("new_unassigned");
        assertThat(kinds(lidias)).containsExactly("new_unassigned");
        assertThat(kinds(guest)).isEmpty();
        lidias.put("/api/conversations/" + nowa + "/assignee", Map.of("memberId", lidia));
        assertThat(unread(hannas)).as("nothing left to do for her").isZero();
        assertThat(unread(lidias)).isZero();
    }

    @Test
    void what_one_may_no_longer_see_is_neither_shown_nor_counted_and_never_told() {
        UUID borys = desk.member("Borys Klon", "guest");
        Browser guest = desk.signedIn(borys, browser());
        hannas.put(path("/members/" + borys), Map.of());
        assertThat(kinds(guest))
                .as("let in and named at once: the naming says both")
                .containsExactly("assigned");
        jdbc.sql("delete from conversation_grant where project_id = ?")
                .param(desk.project)
                .update();
        assertThat(kinds(guest)).isEmpty();
        assertThat(unread(guest)).isZero();
        reply("b");
        assertThat(
                        number(
                                "select count(*) from notification where project_id = ? and kind = 'reply_in_mine'"))
                .isZero();
        desk.grant(sprawa, borys, "read");
        assertThat(kinds(guest)).as("he may see it again").containsExactly("assigned");
    }

    @Test
    void when_a_put_off_moment_comes_who_put_it_off_and_whose_it_is_are_told() {
        assign(hannas, lidia);
        mark(lidias, only(lidias), true);
        String until = Instant.now().plusSeconds(3600).toString();
        hannas.put(path("/state"), Map.of("state", "snoozed", "until", until));
        transaction.executeWithoutResult(
                tx -> history.note(desk.project, sprawa, null, "woke", null, null));
        assertThat(kinds(hannas)).containsExactly("snooze_over");
        assertThat(kinds(lidias)).containsExactly("snooze_over", "assigned");
        assertThat(only(hannas).path("actor").isNull()).isTrue();
    }

    @Test
    void who_manages_a_mailbox_is_told_of_its_trouble_until_that_is_over() {
        jdbc.sql("update mail_account set state = 'live', held_by = null where project_id = ?")
                .param(desk.project)
                .update();
        accounts.becomes(desk.project, desk.biuro, AccountState.NEEDS_SIGN_IN, "password_refused");
        JsonNode told = only(hannas);
        assertThat(told.path("kind").asString()).isEqualTo("mailbox_trouble");
        assertThat(told.path("mailbox").path("address").asString()).isEqualTo("biuro@debowa.test");
        assertThat(kinds(lidias)).as("a member does not manage it").isEmpty();
        jdbc.sql(
                        "update mail_account set state = 'backfilling', state_at = now() where project_id = ?")
                .param(desk.project)
                .update();
        assertThat(kinds(hannas)).isEmpty();
        assertThat(unread(hannas)).isZero();
    }

    @Test
    void who_could_let_somebody_in_is_told_that_they_ask() {
        UUID zofia = desk.member("Zofia Wierzba", "guest");
        transaction.executeWithoutResult(tx -> requests.requested(desk.project, sprawa, zofia));
        transaction.executeWithoutResult(tx -> requests.requested(desk.project, sprawa, zofia));
        assertThat(only(hannas).path("kind").asString()).isEqualTo("access_requested");
        assertThat(only(hannas).path("actor").path("name").asString()).isEqualTo("Zofia Wierzba");
        assertThat(kinds(lidias)).isEmpty();
    }

    @Test
    void whoever_is_named_in_a_note_is_told_once_and_not_also_that_they_were_let_in() {
        UUID borys = desk.member("Borys Klon", "guest");
        Browser guest = desk.signedIn(borys, browser());
        UUID note = UUID.randomUUID();
        transaction.executeWithoutResult(tx -> {
            desk.grant(sprawa, borys, "read");
            history.note(desk.project, sprawa, desk.hanna, "let_in", borys, "read");
            mentions.mentioned(desk.project, sprawa, note, desk.hanna, Set.of(borys, lidia));
        });
        assertThat(kinds(guest)).containsExactly("mentioned");
        assertThat(kinds(lidias)).containsExactly("mentioned");
        UUID zofia = desk.member("Zofia Wierzba", "guest");
        transaction.executeWithoutResult(
                tx -> mentions.mentioned(desk.project, sprawa, note, desk.hanna, Set.of(zofia)));
        assertThat(kinds(desk.signedIn(zofia, browser()))).as("does not reach it").isEmpty();
    }

    @Test
    void reading_marks_one_those_of_a_conversation_or_all() {
        assign(hannas, lidia);
        desk.arrive(letter("n").subject("Nowe").unseen().at(Instant.now()));
        assertThat(counts(lidias).path("kinds").path("assigned").asInt()).isOne();
        assertThat(counts(lidias).path("newest").path("kind").asString())
                .isEqualTo("new_unassigned");
        assertThat(lidias.put("/api/notifications/read", Map.of("conversationId", sprawa)).status())
                .isEqualTo(204);
        assertThat(unread(lidias)).isOne();
        assertThat(ids(lidias.get("/api/notifications?unread=true"))).hasSize(1);
        mark(lidias, newest(lidias), true);
        assertThat(unread(lidias)).isZero();
        mark(lidias, newest(lidias), false);
        assertThat(unread(lidias)).isOne();
        lidias.put("/api/notifications/read", Map.of());
        assertThat(unread(lidias)).isZero();
        assertThat(unread(hannas)).as("each for oneself").isOne();
    }

    @Test
    void a_list_goes_on_where_its_page_ended() {
        for (int i = 0; i < 5; i++) {
            desk.arrive(letter("n" + i).subject("Nowe " + i).unseen().at(Instant.now()));
        }
        Browser.Answer first = lidias.get("/api/notifications?limit=3");
        List<String> all = new ArrayList<>(ids(first));
        all.addAll(
                ids(
                        lidias.get(
                                "/api/notifications?limit=3&cursor="
                                        + first.json().path("next").asString())));
        assertThat(all).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void open_pages_hear_of_it_at_once_and_only_those_of_whom_it_concerns() throws Exception {
        try (InputStream toLidia = lidias.stream("/api/live");
                InputStream toHanna = hannas.stream("/api/live")) {
            BufferedReader lidiaHears = reader(toLidia);
            BufferedReader hannaHears = reader(toHanna);
            assign(hannas, lidia);
            assertThat(nextOf(lidiaHears, "notification")).contains(sprawa.toString());
            hannas.put(path("/tags"), Map.of("tagIds", List.of()));
            hannas.patch("/api/me", Map.of("name", "Hanna Wrzos"));
            assertThat(eventsUntil(hannaHears, "members")).doesNotContain("notification");
        }
    }

    @Test
    void whoever_leaves_is_told_nothing_more_and_what_is_old_is_forgotten() {
        assign(hannas, lidia);
        jdbc.sql("update notification set at = ?, read_at = ? where project_id = ?")
                .params(
                        Timestamp.from(Instant.now().minus(Duration.ofDays(61))),
                        Timestamp.from(Instant.now()),
                        desk.project)
                .update();
        forgetting.forgetOld();
        assertThat(told()).isZero();
        assign(hannas, desk.hanna);
        assign(hannas, lidia);
        assertThat(told()).isOne();
        hannas.delete("/api/members/" + lidia);
        assertThat(told()).isZero();
    }

    /** But for a trouble that the engine may have found before the mailbox was put on hold. */
    private int told() {
        return number(
                "select count(*) from notification where project_id = ? and kind <> 'mailbox_trouble'");
    }

    private void reply(String id) {
        desk.arrive(letter(id).answering("a").unseen().at(Instant.now()));
    }

    private void assign(Browser who, UUID member) {
        assertThat(who.put(path("/assignee"), Map.of("memberId", member)).status()).isEqualTo(204);
    }

    private String path(String what) {
        return "/api/conversations/" + sprawa + what;
    }

    private static void mark(Browser who, JsonNode item, boolean read) {
        String path = "/api/notifications/" + item.path("id").asString() + "/read";
        assertThat(who.put(path, Map.of("read", read)).status()).isEqualTo(204);
    }

    private static JsonNode items(Browser who) {
        return who.get("/api/notifications").json().path("items");
    }

    private static JsonNode only(Browser who) {
        JsonNode items = items(who);
        assertThat(items.size()).isOne();
        return items.get(0);
    }

    private static JsonNode newest(Browser who) {
        return items(who).get(0);
    }

    private static List<String> kinds(Browser who) {
        List<String> kinds = new ArrayList<>();
        items(who).forEach(item -> kinds.add(item.path("kind").asString()));
        return kinds;
    }

    private static List<String> ids(Browser.Answer answer) {
        List<String> ids = new ArrayList<>();
        answer.json().path("items").forEach(item -> ids.add(item.path("id").asString()));
        return ids;
    }

    private static JsonNode counts(Browser who) {
        return who.get("/api/notifications/counts").json();
    }

    private static int unread(Browser who) {
        return counts(who).path("unread").asInt();
    }

    private static BufferedReader reader(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** The data of the next event of that type; the stream's own heartbeat keeps this from waiting forever. */
    private static String nextOf(BufferedReader stream, String type) throws IOException {
        for (String line = stream.readLine(); line != null; line = stream.readLine()) {
            if (line.startsWith("data:") && line.contains("\"" + type + "\"")) {
                return line;
            }
        }
        throw new IOException("the stream ended");
    }

    private static String eventsUntil(BufferedReader stream, String type) throws IOException {
        StringBuilder heard = new StringBuilder();
        for (String line = stream.readLine(); line != null; line = stream.readLine()) {
            if (line.startsWith("data:") && line.contains("\"" + type + "\"")) {
                return heard.toString();
            }
            heard.append(line).append('\n');
        }
        throw new IOException("the stream ended");
    }
}

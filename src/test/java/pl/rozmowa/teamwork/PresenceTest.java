package pl.rozmowa.teamwork;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.rozmowa.conversation.Letter.letter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import pl.rozmowa.conversation.DeskTest;
import pl.rozmowa.platform.Browser;

/** Who looks at what and who is writing, as the browsers of two members and a guest tell and hear it. */
class PresenceTest extends DeskTest {

    @Autowired PresenceTable table;

    private UUID lidia;
    private Browser hannas;
    private Browser lidias;
    private UUID sprawa;
    private final UUID page = UUID.randomUUID();

    @BeforeEach
    void people() {
        lidia = desk.member("Lidia Maj", "member");
        hannas = desk.signedIn(desk.hanna, browser());
        lidias = desk.signedIn(lidia, browser());
        desk.arrive(letter("a"));
        sprawa = desk.conversationOf("a");
    }

    @Test
    void the_others_see_who_looks_and_who_writes_and_nobody_sees_themselves() {
        say(lidias, page, "looking");
        assertThat(present(hannas)).containsExactly("Lidia Maj looking");
        assertThat(present(lidias)).isEmpty();
        say(lidias, page, "replying");
        assertThat(present(hannas)).containsExactly("Lidia Maj replying");
        say(lidias, page, "gone");
        assertThat(present(hannas)).isEmpty();
    }

    @Test
    void the_pages_of_a_member_count_as_one_and_the_busiest_speaks() {
        UUID other = UUID.randomUUID();
        say(lidias, page, "looking");
        say(lidias, other, "noting");
        assertThat(present(hannas)).containsExactly("Lidia Maj noting");
        say(lidias, other, "gone");
        assertThat(present(hannas)).containsExactly("Lidia Maj looking");
    }

    @Test
    void a_page_that_died_is_forgotten_after_half_a_minute() {
        say(lidias, page, "replying");
        ago(31);
        assertThat(present(hannas)).isEmpty();
        ago(0);
        assertThat(present(hannas)).hasSize(1);
        ago(31);
        table.sweep(Instant.now());
        ago(0);
        assertThat(present(hannas)).isEmpty();
    }

    @Test
    void the_same_again_is_told_to_nobody_and_written_down_rarely()
            throws IOException, InterruptedException {
        try (InputStream stream = hannas.stream("/api/live");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            say(lidias, page, "looking");
            say(lidias, page, "looking");
            Instant first = at();
            say(lidias, page, "looking");
            assertThat(at()).isEqualTo(first);
            ago(10);
            say(lidias, page, "looking");
            assertThat(at()).isAfter(Instant.now().minusSeconds(5));
            say(lidias, UUID.randomUUID(), "looking");
            lidias.put(path("/state"), Map.of("state", "closed"));
            assertThat(eventsUntil(lines)).containsExactly("presence", "conversation");
        }
    }

    @Test
    void the_access_rule_holds_both_ways() {
        UUID borys = desk.member("Borys Klon", "guest");
        Browser guests = desk.signedIn(borys, browser());
        assertThat(say(guests, page, "looking")).isEqualTo(404);
        say(lidias, page, "noting");
        assertThat(present(guests)).isEmpty();
        desk.grant(sprawa, borys, "read");
        assertThat(present(guests))
                .as("notes are not for guests, nor that one is being written")
                .containsExactly("Lidia Maj looking");
        say(guests, page, "looking");
        assertThat(present(hannas)).hasSize(2);
        jdbc.sql("delete from conversation_grant where project_id = ?")
                .param(desk.project)
                .update();
        assertThat(present(hannas)).as("he lost access").containsExactly("Lidia Maj noting");
        assertThat(present(guests)).isEmpty();
    }

    @Test
    void nonsense_is_refused() {
        assertThat(say(lidias, page, "dancing")).isEqualTo(400);
        assertThat(lidias.put(path("/presence"), Map.of("state", "looking")).status())
                .isEqualTo(400);
    }

    private String path(String what) {
        return "/api/conversations/" + sprawa + what;
    }

    private int say(Browser who, UUID from, String state) {
        return who.put(path("/presence"), Map.of("state", state, "page", from)).status();
    }

    private List<String> present(Browser who) {
        List<String> present = new ArrayList<>();
        who.get("/api/presence")
                .json()
                .path("items")
                .forEach(one ->
                        present.add(
                                one.path("name").asString() + " " + one.path("state").asString()));
        return present;
    }

    private void ago(int seconds) {
        jdbc.sql("update presence set at = ? where project_id = ?")
                .params(Timestamp.from(Instant.now().minusSeconds(seconds)), desk.project)
                .update();
    }

    private Instant at() {
        return jdbc.sql("select at from presence where project_id = ? and page_id = ?")
                .params(desk.project, page)
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    /** Reads the stream, but for what the engine says of the mailbox, up to the event of a changed conversation. */
    private static List<String> eventsUntil(BufferedReader lines) throws IOException {
        List<String> types = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data: {") && !line.contains("\"type\":\"account\"")) {
                types.add(line.replaceAll(".*\"type\":\"(\\w+)\".*", "$1"));
                if (types.getLast().equals("conversation")) {
                    break;
                }
            }
        }
        return types;
    }
}

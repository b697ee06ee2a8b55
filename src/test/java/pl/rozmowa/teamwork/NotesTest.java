package pl.rozmowa.teamwork;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.rozmowa.conversation.Letter.letter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pl.rozmowa.conversation.DeskTest;
import pl.rozmowa.platform.Browser;
import tools.jackson.databind.JsonNode;

/** What a team says among itself between the emails, as browsers of its members and of a guest see it. */
class NotesTest extends DeskTest {

    private UUID lidia;
    private UUID borys;
    private Browser hannas;
    private Browser lidias;
    private UUID sprawa;

    @BeforeEach
    void people() {
        lidia = desk.member("Lidia Maj", "member");
        borys = desk.member("Borys Klon", "guest");
        hannas = desk.signedIn(desk.hanna, browser());
        lidias = desk.signedIn(lidia, browser());
        desk.arrive(letter("a"));
        sprawa = desk.conversationOf("a");
    }

    @Test
    void a_note_is_read_by_everybody_who_sees_the_conversation() {
        JsonNode note = written(hannas, "<p>Rabat <b>do 12%</b>, nie więcej.</p>");
        assertThat(note.path("by").path("name").asString()).isEqualTo("Hanna Wrzos");
        JsonNode seen = notes(lidias).get(0);
        assertThat(seen.path("html").asString())
                .isEqualTo("<p>Rabat <b>do 12%</b>, nie więcej.</p>");
        assertThat(seen.path("mine").asBoolean()).isFalse();
        assertThat(notes(hannas).get(0).path("mine").asBoolean()).isTrue();
        UUID prywatna = desk.account("hanna@debowa.test", desk.hanna, "private");
        jdbc.sql("update conversation set account_id = ? where id = ?")
                .params(prywatna, sprawa)
                .update();
        assertThat(lidias.get(path("/notes")).status()).isEqualTo(404);
    }

    @Test
    void written_twice_by_accident_it_stands_there_once() {
        Map<String, Object> form = Map.of("key", "k", "html", "<p>raz</p>");
        String first = hannas.post(path("/notes"), form).json().path("id").asString();
        assertThat(hannas.post(path("/notes"), form).json().path("id").asString()).isEqualTo(first);
        lidias.post(path("/notes"), form);
        assertThat(notes(hannas)).hasSize(2);
    }

    @Test
    void nothing_that_acts_or_loads_stays_in_it() {
        String html =
                written(
                                hannas,
                                """
                                <p onclick="x()" style="position:fixed">a<script>x()</script><img src="https://track.example/p.gif">
                                <a href="javascript:x()">b</a><a href="https://debowa.test/x">c</a><svg><p>d</p></svg>
                                <iframe src="//e.example"></iframe><form action="/api/logout"><button>f</button></form>
                                """)
                        .path("html")
                        .asString();
        assertThat(html)
                .doesNotContain("onclick", "style", "script", "img", "javascript", "svg", "iframe")
                .doesNotContain("form", "button")
                .contains("href=\"https://debowa.test/x\"");
    }

    @Test
    void an_empty_one_and_an_endless_one_are_refused() {
        assertThat(write(hannas, "<p>&nbsp;<br></p>").code()).isEqualTo("note_empty");
        assertThat(write(hannas, "<p>" + "ż".repeat(20_001) + "</p>").code())
                .isEqualTo("note_too_long");
        assertThat(write(hannas, "<b>".repeat(100_000)).code()).isEqualTo("note_too_long");
        assertThat(notes(hannas)).isEmpty();
    }

    @Test
    void only_its_author_edits_it_and_what_it_said_before_stays_readable() {
        UUID id = id(written(hannas, "<p>Rabat 12%</p>"));
        assertThat(lidias.patch(path("/notes/" + id), Map.of("html", "nie", "version", 1)).status())
                .isEqualTo(403);
        assertThat(hannas.patch(path("/notes/" + id), Map.of("html", "10%", "version", 1)).status())
                .isEqualTo(200);
        Browser.Answer late =
                hannas.patch(path("/notes/" + id), Map.of("html", "11%", "version", 1));
        assertThat(late.code()).as("another tab was newer").isEqualTo("note_changed");
        JsonNode note = notes(lidias).get(0);
        assertThat(note.path("html").asString()).isEqualTo("10%");
        assertThat(note.path("editedAt").isNull()).isFalse();
        assertThat(versions(lidias, id)).containsExactly("10%", "<p>Rabat 12%</p>");
    }

    @Test
    void a_removed_one_leaves_a_line_and_its_words_only_to_those_who_run_the_project() {
        UUID id = id(written(lidias, "<p>Klient jest trudny</p>"));
        UUID zofia = desk.member("Zofia Wierzba", "member");
        Browser zofias = desk.signedIn(zofia, browser());
        assertThat(zofias.delete(path("/notes/" + id)).status()).isEqualTo(403);
        assertThat(hannas.delete(path("/notes/" + id)).status())
                .as("she manages the mailbox")
                .isEqualTo(204);
        JsonNode line = notes(lidias).get(0);
        assertThat(line.path("html").asString()).isEmpty();
        assertThat(line.path("removed").path("by").path("name").asString())
                .isEqualTo("Hanna Wrzos");
        assertThat(lidias.get(path("/notes/" + id + "/versions")).status()).isEqualTo(403);
        assertThat(versions(hannas, id)).containsExactly("<p>Klient jest trudny</p>");
        assertThat(hannas.get(path("/history")).json().path("items").get(0).path("verb").asString())
                .isEqualTo("note_removed");
        assertThat(lidias.patch(path("/notes/" + id), Map.of("html", "x", "version", 1)).status())
                .isEqualTo(404);
    }

    @Test
    void a_mention_lets_a_colleague_in_to_read_if_its_writer_may_share() {
        UUID prywatna = desk.account("hanna@debowa.test", desk.hanna, "private");
        jdbc.sql("update conversation set account_id = ? where id = ?")
                .params(prywatna, sprawa)
                .update();
        JsonNode note = written(hannas, "<p>" + at(lidia, "Ktoś Inny") + " zerkniesz?</p>");
        assertThat(note.path("html").asString())
                .as("the name is the member's own")
                .contains("Lidia Maj</span>")
                .doesNotContain("Ktoś");
        assertThat(notes(lidias)).hasSize(1);
        assertThat(lidias.get(path("")).json().path("level").asString()).isEqualTo("read");
        assertThat(HeardMentions.OF.get(desk.hanna)).containsExactly(Set.of(lidia));

        UUID zofia = desk.member("Zofia Wierzba", "member");
        Browser.Answer refused = write(lidias, "<p>" + at(zofia, "Zofia") + "</p>");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("mention_cannot_let_in");
        assertThat(refused.json().path("args").path("names").asString()).isEqualTo("Zofia Wierzba");
        assertThat(notes(hannas)).hasSize(1);
    }

    @Test
    void whoever_is_mentioned_is_told_once_a_note() {
        UUID id = id(written(hannas, "<p>" + at(lidia, "x") + at(desk.hanna, "x") + "</p>"));
        hannas.patch(
                path("/notes/" + id),
                Map.of("html", "<p>" + at(lidia, "x") + "!</p>", "version", 1));
        assertThat(HeardMentions.OF.get(desk.hanna)).containsExactly(Set.of(lidia));
    }

    @Test
    void a_guest_reads_what_mentions_them_and_their_own_and_hears_of_nothing_else()
            throws IOException, InterruptedException {
        Browser guests = desk.signedIn(borys, browser());
        assertThat(write(hannas, "<p>" + at(borys, "x") + "</p>").code())
                .as("a mention lets no guest in")
                .isEqualTo("mention_cannot_let_in");
        desk.grant(sprawa, borys, "read");
        UUID secret = id(written(hannas, "<p>Marża 40%</p>"));
        assertThat(notes(guests)).isEmpty();
        assertThat(guests.get(path("/notes/" + secret + "/versions")).status()).isEqualTo(404);
        try (InputStream stream = guests.stream("/api/live");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            written(hannas, "<p>Marża 41%</p>");
            JsonNode open = written(hannas, "<p>" + at(borys, "x") + " na kiedy?</p>");
            assertThat(notes(guests)).hasSize(1);
            assertThat(open.path("mentions").get(0).path("guest").asBoolean()).isTrue();
            written(guests, "<p>Na piątek</p>");
            assertThat(notes(guests)).hasSize(2);
            assertThat(notes(hannas)).hasSize(4);
            hannas.put(path("/state"), Map.of("state", "closed"));
            assertThat(eventsUntil(lines, "conversation"))
                    .as("told of the one that mentions them, by the bell too, and of their own")
                    .isEqualTo(List.of("notification", "note", "note", "conversation"));
        }
        assertThat(write(guests, "<p>" + at(lidia, "x") + "</p>").status())
                .as("she reaches it through the mailbox")
                .isEqualTo(201);
        assertThat(names(guests))
                .as("a guest names those who reach it, not the rest of the project")
                .containsExactly("Hanna Wrzos", "Lidia Maj");
    }

    @Test
    void the_editor_offers_whom_one_may_let_in() {
        desk.member("Zofia Wierzba", "guest");
        UUID prywatna = desk.account("hanna@debowa.test", desk.hanna, "private");
        jdbc.sql("update conversation set account_id = ? where id = ?")
                .params(prywatna, sprawa)
                .update();
        assertThat(names(hannas)).as("no guest from elsewhere").containsExactly("Lidia Maj");
        desk.grant(sprawa, lidia, "reply");
        desk.member("Tymon Sowa", "member");
        assertThat(names(lidias)).as("she may not share").containsExactly("Hanna Wrzos");
    }

    @Test
    void a_merge_carries_notes_along() {
        desk.arrive(letter("c").subject("Coś innego"));
        UUID inna = desk.conversationOf("c");
        written(hannas, "<p>tu</p>");
        hannas.post(
                "/api/conversations/" + inna + "/notes", Map.of("key", "o", "html", "<p>tam</p>"));
        desk.leave(letter("both").answering("a").naming("a", "c"));
        assertThat(desk.conversationOf("c")).isEqualTo(desk.conversationOf("a"));
        sprawa = desk.conversationOf("a");
        assertThat(notes(lidias)).hasSize(2);
    }

    /** Reads the stream, but for what the engine says of the mailbox, up to an event of this type. */
    private static List<String> eventsUntil(BufferedReader lines, String last) throws IOException {
        List<String> types = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data: {") && !line.contains("\"type\":\"account\"")) {
                String type = line.replaceAll(".*\"type\":\"(\\w+)\".*", "$1");
                types.add(type);
                if (type.equals(last)) {
                    break;
                }
            }
        }
        return types;
    }

    private static String at(UUID member, String name) {
        return "<span data-mention=\"" + member + "\">@" + name + "</span>";
    }

    private String path(String what) {
        return "/api/conversations/" + sprawa + what;
    }

    private Browser.Answer write(Browser who, String html) {
        return who.post(path("/notes"), Map.of("key", UUID.randomUUID(), "html", html));
    }

    private JsonNode written(Browser who, String html) {
        Browser.Answer answer = write(who, html);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private static UUID id(JsonNode note) {
        return UUID.fromString(note.path("id").asString());
    }

    private List<JsonNode> notes(Browser who) {
        List<JsonNode> notes = new ArrayList<>();
        who.get(path("/notes")).json().path("items").forEach(notes::add);
        return notes;
    }

    private List<String> versions(Browser who, UUID note) {
        List<String> versions = new ArrayList<>();
        who.get(path("/notes/" + note + "/versions"))
                .json()
                .path("items")
                .forEach(version -> versions.add(version.path("html").asString()));
        return versions;
    }

    private List<String> names(Browser who) {
        List<String> names = new ArrayList<>();
        who.get(path("/mentionable"))
                .json()
                .path("items")
                .forEach(one -> names.add(one.path("name").asString()));
        return names;
    }
}

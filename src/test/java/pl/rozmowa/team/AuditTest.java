package pl.rozmowa.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import pl.rozmowa.platform.AppTest;
import pl.rozmowa.platform.Browser;
import pl.rozmowa.platform.Ids;
import tools.jackson.databind.JsonNode;

/** Who did what that matters for security, as owners and admins read it and take it away. */
class AuditTest extends AppTest {

    @Autowired FoundProject found;
    private Team team;
    private Browser hanna;

    @BeforeEach
    void people() {
        team = Team.found(found);
        hanna = Team.signIn(browser(), team.owner());
    }

    @Test
    void it_tells_who_did_what_to_whom() {
        hanna.patch("/api/members/" + team.member().id(), Map.of("role", "admin"));
        hanna.patch("/api/me", Map.of("language", "en"));
        JsonNode newest = items("").get(0);
        assertThat(newest.path("verb").asString()).isEqualTo("role_admin");
        assertThat(newest.path("member").path("name").asString()).isEqualTo("Hanna Wrzos");
        assertThat(newest.path("subjects").get(0).path("name").asString()).isEqualTo("Lidia Maj");
        assertThat(verbs("")).containsExactly("role_admin", "signed_in", "project_created");
    }

    @Test
    void it_is_narrowed_by_person_kind_time_and_what_it_was_about() {
        Team.signIn(browser(), team.admin());
        hanna.patch("/api/members/" + team.member().id(), Map.of("role", "admin"));
        entry(team.owner().id(), "mailbox_paused", UUID.randomUUID().toString(), days(40));
        assertThat(verbs("?member=" + team.admin().id())).containsExactly("signed_in");
        assertThat(verbs("?kind=mailboxes")).containsExactly("mailbox_paused");
        assertThat(verbs("?kind=sign_in")).containsExactly("signed_in", "signed_in");
        assertThat(verbs("?kind=members")).containsExactly("role_admin");
        assertThat(verbs("?until=" + days(39))).containsExactly("mailbox_paused");
        assertThat(verbs("?kind=mailboxes&from=" + days(39))).isEmpty();
        assertThat(verbs("?subject=" + team.member().id())).containsExactly("role_admin");
        assertThat(hanna.get("/api/audit?kind=everything").status()).isEqualTo(400);
        assertThat(hanna.get("/api/audit?cursor=%00").status()).isEqualTo(400);
    }

    @Test
    void a_private_mailbox_of_somebody_else_stays_without_a_name() {
        UUID account = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into mail_account (project_id, id, owner_id, address, address_key, provider,
                            imap_host, imap_port, imap_security, imap_login, smtp_host, smtp_port, smtp_security, smtp_login,
                            sharing, state, state_at, connected_at)
                        values (?, ?, ?, 'tajna@debowa.test', 'tajna@debowa.test', 'other', 'localhost', 993, 'tls', 'x',
                                'localhost', 465, 'tls', 'x', 'private', 'needs_sign_in', now(), now())
                        """)
                .params(team.project().id(), account, team.member().id())
                .update();
        entry(team.member().id(), "mailbox_connected", account.toString(), Instant.now());
        assertThat(hanna.get("/api/audit").text())
                .contains("mailbox_connected")
                .doesNotContain("tajna");
        assertThat(export("{}").text()).doesNotContain("tajna");
        jdbc.sql("update mail_account set sharing = 'project' where project_id = ? and id = ?")
                .params(team.project().id(), account)
                .update();
        assertThat(hanna.get("/api/audit").text()).contains("tajna@debowa.test");
    }

    @Test
    void pages_follow_each_other_without_gap_or_repetition() {
        Instant same = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        for (int i = 0; i < 7; i++) {
            entry(team.owner().id(), "mailbox_paused", null, same);
        }
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = hanna.get("/api/audit?kind=mailboxes&limit=3&cursor=" + cursor).json();
            page.path("items").forEach(item -> all.add(item.path("id").asString()));
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
        assertThat(all).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void it_is_taken_away_as_a_table_and_that_is_written_down_too() {
        jdbc.sql("update person set name = '=cmd|calc;\"x\"' where id = ?")
                .param(team.member().personId())
                .update();
        for (int i = 0; i < 600; i++) {
            entry(team.member().id(), "mailbox_paused", null, days(2));
        }
        Browser.Answer polish = export("{\"kind\":\"mailboxes\"}");
        assertThat(polish.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(polish.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
        assertThat(polish.bytes()).startsWith(0xEF, 0xBB, 0xBF);
        List<String> lines = polish.text().lines().toList();
        assertThat(lines).hasSize(601);
        assertThat(lines.getFirst()).startsWith("\uFEFF\"Czas\";\"Kto\"");
        assertThat(lines.get(1))
                .contains(";\"'=cmd|calc;\"\"x\"\"\";")
                .contains("\"Wstrzymanie skrzynki\"")
                .contains("\"mailbox_paused\"");
        assertThat(verbs("?kind=project")).containsExactly("audit_exported", "project_created");
        hanna.patch("/api/me", Map.of("language", "en"));
        assertThat(export("{\"kind\":\"mailboxes\"}").text()).contains("\"Paused a mailbox\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "|x", "\uFF1D1"})
    void no_cell_is_a_formula(String text) {
        assertThat(AuditCsv.cell(text)).startsWith("\"'");
    }

    /** What is written down somewhere in the code has words in both languages. */
    @Test
    void every_deed_has_words() throws Exception {
        Set<String> verbs = new TreeSet<>();
        Pattern note = Pattern.compile("audit\\s*\\.note\\(([^;]*);", Pattern.DOTALL);
        Pattern word = Pattern.compile("\"([a-z_]+[a-z])\"");
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                note.matcher(Files.readString(file))
                        .results()
                        .forEach(call ->
                                word.matcher(call.group(1))
                                        .results()
                                        .forEach(w -> verbs.add(w.group(1))));
            }
        }
        for (Role role : Role.values()) {
            verbs.add("role_" + role.code());
        }
        verbs.addAll(
                List.of(
                        "mailbox_connected",
                        "mailbox_signed_in",
                        "mailbox_shared_project",
                        "mailbox_shared_members",
                        "mailbox_shared_private"));
        verbs.remove("role_"); // its ends are above
        assertThat(verbs).hasSizeGreaterThan(20);
        for (String language : List.of("pl", "en")) {
            ResourceBundle words =
                    ResourceBundle.getBundle("pl.rozmowa.team.audit", Locale.of(language));
            assertThat(words.keySet()).as(language).containsAll(verbs);
        }
    }

    private void entry(UUID member, String verb, @Nullable String subject, Instant at) {
        jdbc.sql(
                        "insert into audit_entry (project_id, id, at, member_id, verb, subject) values (?, ?, ?, ?, ?, ?)")
                .params(team.project().id(), Ids.next(), Timestamp.from(at), member, verb, subject)
                .update();
    }

    private Browser.Answer export(String filter) {
        Browser.Answer answer = hanna.post("/api/audit/export", filter);
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    private static Instant days(int ago) {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(ago, ChronoUnit.DAYS);
    }

    private JsonNode items(String query) {
        return hanna.get("/api/audit" + query).json().path("items");
    }

    private List<String> verbs(String query) {
        List<String> verbs = new ArrayList<>();
        items(query).forEach(item -> verbs.add(item.path("verb").asString()));
        return verbs;
    }
}

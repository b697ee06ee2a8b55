package pl.rozmowa.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pl.rozmowa.platform.Browser;
import pl.rozmowa.platform.Ids;
import tools.jackson.databind.JsonNode;

/** A page is the same whichever way leads to it: from the mailbox on, from the tag on, from the person on. */
class WaysToPageTest extends DeskTest {

    private static final int MANY = 5_100;

    private final UUID frequent = Ids.next();
    private final UUID rare = Ids.next();
    private Browser hannas;

    @BeforeEach
    void conversations() {
        hannas = desk.signedIn(desk.hanna, browser());
        UUID lidia = desk.member("Lidia Maj", "member");
        UUID secret = desk.account("lidia@debowa.test", lidia, "private");
        jdbc.sql(
                        """
                        insert into conversation (project_id, id, account_id, subject, base_subject, first_at, last_at, live_count,
                                                  email_count, assignee_id, state, state_at)
                        select :project, gen_random_uuid(), case when n % 7 = 0 then :secret::uuid else :biuro::uuid end, 'Temat ' || n, '',
                               now(), timestamptz '2026-06-01 10:00Z' - n * interval '1 minute', 1, 1,
                               case n % 50 when 0 then :hanna::uuid when 1 then :lidia::uuid end,
                               case when n % 11 = 0 then 'closed' else 'open' end, now()
                        from generate_series(1, :many) as n
                        """)
                .param("project", desk.project)
                .param("secret", secret)
                .param("biuro", desk.biuro)
                .param("hanna", desk.hanna)
                .param("lidia", lidia)
                .param("many", MANY)
                .update();
        jdbc.sql(
                        """
                        insert into conversation_member (project_id, conversation_id, member_id, added_by, added_at)
                        select c.project_id, c.id, :hanna, :hanna, now()
                        from conversation c
                        where c.project_id = :project
                          and c.subject like '%3'
                        """)
                .param("project", desk.project)
                .param("hanna", desk.hanna)
                .update();
        tag(frequent, "Częsta", "true");
        tag(rare, "Rzadka", "c.subject like '%25'");
    }

    private void tag(UUID tag, String name, String which) {
        jdbc.sql(
                        """
                        insert into tag (project_id, id, name, name_key, colour, created_by, created_at)
                        values (:project, :tag, :name, lower(:name), 1, :hanna, now())
                        """)
                .param("project", desk.project)
                .param("tag", tag)
                .param("name", name)
                .param("hanna", desk.hanna)
                .update();
        jdbc.sql(
                        "insert into conversation_tag (project_id, conversation_id, tag_id, at)"
                                + " select c.project_id, c.id, :tag, now() from conversation c where c.project_id = :project and "
                                + which)
                .param("project", desk.project)
                .param("tag", tag)
                .update();
    }

    @Test
    void of_a_frequent_tag_and_of_a_rare_one_the_newest_open_ones_of_the_mailboxes_within_reach() {
        assertThat(subjects("?tag=" + frequent)).isEqualTo(expected("state = 'open'")).hasSize(50);
        assertThat(subjects("?tag=" + rare))
                .isEqualTo(expected("state = 'open' and subject like '%25'"))
                .hasSizeGreaterThan(20);
        assertThat(subjects("?section=closed&tag=" + rare))
                .isEqualTo(expected("state = 'closed' and subject like '%25'"))
                .isNotEmpty();
        assertThat(subjects("?section=mine&tag=" + rare))
                .isEqualTo(
                        subjects("?section=mine&tag=" + frequent).stream()
                                .filter(subject -> subject.endsWith("25"))
                                .toList());
    }

    @Test
    void
            what_is_marked_unread_shows_among_the_unread_although_archived_whichever_tag_leads_there() {
        jdbc.sql(
                        """
                        insert into conversation_read (project_id, conversation_id, member_id, read_until, marked_unread, archived_at)
                        select c.project_id, c.id, :hanna, c.last_at, true, now()
                        from conversation c
                        where c.project_id = :project
                          and c.account_id = :biuro
                          and c.subject = 'Temat 25'
                        """)
                .param("hanna", desk.hanna)
                .param("project", desk.project)
                .param("biuro", desk.biuro)
                .update();
        assertThat(subjects("?unread=true&tag=" + frequent)).containsExactly("Temat 25");
        assertThat(subjects("?unread=true&tag=" + rare)).containsExactly("Temat 25");
    }

    @Test
    void mine_is_what_i_am_responsible_for_and_what_i_work_on_each_once_over_all_pages() {
        List<String> pages = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = page("?section=mine" + cursor);
            pages.addAll(subjects(page));
            cursor = page.path("next").isNull() ? "" : "&cursor=" + page.path("next").asString();
        } while (!cursor.isEmpty());
        assertThat(pages)
                .isEqualTo(
                        everything(
                                "state = 'open' and (assignee_id is not distinct from :hanna or subject like '%3')"))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(400);
    }

    private List<String> subjects(String asked) {
        return subjects(page(asked));
    }

    private JsonNode page(String asked) {
        Browser.Answer answer = hannas.get("/api/conversations" + asked);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> subjects(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .map(item -> item.path("subject").asString())
                .toList();
    }

    private List<String> expected(String which) {
        List<String> all = everything(which);
        return all.subList(0, Math.min(50, all.size()));
    }

    private List<String> everything(String which) {
        return jdbc.sql(
                        "select subject from conversation where project_id = :project and account_id = :biuro and "
                                + which
                                + " and :hanna::uuid is not null order by last_at desc, id desc")
                .param("project", desk.project)
                .param("biuro", desk.biuro)
                .param("hanna", desk.hanna)
                .query(String.class)
                .list();
    }
}

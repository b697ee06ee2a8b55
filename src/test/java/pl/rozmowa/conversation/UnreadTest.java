package pl.rozmowa.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import pl.rozmowa.contact.TimeCursor;
import pl.rozmowa.platform.Ids;

/** What is unread, compared with the plainest question in a world made by chance. */
class UnreadTest extends DeskTest {

    private static final int CONVERSATIONS = 400;

    @Autowired ConversationList list;

    private final Random random = new Random(42);
    private final List<UUID> members = new ArrayList<>();
    private final List<UUID> accounts = new ArrayList<>();

    @BeforeEach
    void world() {
        UUID lidia = desk.member("Lidia Maj", "member");
        UUID borys = desk.member("Borys Klon", "guest");
        members.addAll(List.of(desk.hanna, lidia, borys));
        accounts.addAll(
                List.of(
                        desk.biuro,
                        desk.account("export@debowa.test", lidia, "project"),
                        desk.account("hanna@debowa.test", desk.hanna, "private")));
        for (int i = 0; i < CONVERSATIONS; i++) {
            UUID conversation = conversation();
            for (UUID member : members) {
                if (random.nextInt(2) == 0) {
                    read(conversation, member);
                }
                if (random.nextInt(10) == 0) {
                    desk.grant(conversation, member, "read");
                }
            }
        }
    }

    @Test
    void the_counts_are_those_of_the_plain_question() {
        for (UUID member : members) {
            Map<UUID, Integer> expected = new HashMap<>();
            for (UUID account : accounts) {
                int unread = plain(member, account).size();
                if (unread > 0) {
                    expected.put(account, unread);
                }
            }
            assertThat(list.unread(desk.project, member)).isNotEmpty().isEqualTo(expected);
        }
    }

    @Test
    void the_list_of_unread_shows_the_same_in_the_same_order_page_by_page() {
        for (UUID member : members) {
            assertThat(paged(member, null)).isNotEmpty().isEqualTo(plain(member, null));
            for (UUID account : accounts) {
                assertThat(paged(member, account)).isEqualTo(plain(member, account));
            }
        }
    }

    private List<UUID> paged(UUID member, @Nullable UUID account) {
        ConversationList.Filter unread =
                new ConversationList.Filter(account, true, null, null, Section.INBOX);
        List<UUID> found = new ArrayList<>();
        TimeCursor after = null;
        do {
            Page<ConversationRow> page = list.page(desk.project, member, unread, after, 7);
            assertThat(page.items()).allMatch(ConversationRow::unread);
            page.items().forEach(row -> found.add(row.id()));
            after = TimeCursor.parse(page.next());
        } while (after != null);
        return found;
    }

    private List<UUID> plain(UUID member, @Nullable UUID account) {
        return jdbc.sql(
                        """
                        select c.id
                        from conversation c
                        left join conversation_read r
                               on r.project_id = c.project_id and r.conversation_id = c.id and r.member_id = :member
                        where c.project_id = :project
                          and c.live_count > 0
                          and (:account::uuid is null or c.account_id = :account)
                          and exists (
                              select 1
                              from conversation_access a
                              where a.project_id = c.project_id
                                and a.conversation_id = c.id
                                and a.member_id = :member)
                          and (coalesce(r.marked_unread, false)
                            or c.unseen_at is not null and (r.read_until is null or c.unseen_at > r.read_until))
                        order by c.last_at desc, c.id desc
                        """)
                .param("project", desk.project)
                .param("member", member)
                .param("account", account)
                .query(UUID.class)
                .list();
    }

    private UUID conversation() {
        UUID id = Ids.next();
        jdbc.sql(
                        """
                        insert into conversation (project_id, id, account_id, subject, base_subject, first_at, last_at, unseen_at,
                            email_count, live_count)
                        values (:project, :id, :account, 'Sprawa', 'Sprawa', :at, :at, :unseen, 1, :live)
                        """)
                .param("project", desk.project)
                .param("id", id)
                .param("account", accounts.get(random.nextInt(accounts.size())))
                .param("at", moment())
                .param("unseen", random.nextInt(3) == 0 ? null : moment())
                .param("live", random.nextInt(5) == 0 ? 0 : 1)
                .update();
        return id;
    }

    private void read(UUID conversation, UUID member) {
        jdbc.sql(
                        """
                        insert into conversation_read (project_id, conversation_id, member_id, read_until, marked_unread)
                        values (?, ?, ?, ?, ?)
                        """)
                .params(desk.project, conversation, member, moment(), random.nextInt(4) == 0)
                .update();
    }

    /** Few of them, so that many are the same. */
    private Timestamp moment() {
        return Timestamp.from(Instant.ofEpochSecond(1_790_000_000L + random.nextInt(40)));
    }
}

package pl.rozmowa.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.contact.TimeCursor;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The list of conversations. Each query holds the access rule, walks each reachable mailbox from its newest conversation on and stops
 * when the page is full, so that its cost does not grow with the mailbox; it never touches emails.
 */
@Repository
class ConversationList {

    /** Which conversations a member asks for; null means any. */
    record Filter(
            @Nullable UUID accountId,
            boolean unread,
            @Nullable UUID contactId,
            @Nullable UUID tagId,
            Section section) {}

    static final String REACH =
            """
            with reach as materialized (
                select a.account_id
                from account_access a
                where a.project_id = :project
                  and a.member_id = :member
                  and (:account::uuid is null or a.account_id = :account)
            ), granted as materialized (
                select g.conversation_id
                from conversation_grant g
                join member m on m.project_id = g.project_id and m.id = g.member_id
                where g.project_id = :project
                  and g.member_id = :member
                  and m.left_at is null
            )
            """;

    static final String COLUMNS =
            """
            select c.id, c.account_id, c.subject, c.snippet, c.last_at, c.email_count, c.attachment_count, c.participants,
                   c.last_inbound_at, c.last_outbound_at, c.starred, c.shelf, c.wish_failure, c.state, c.snoozed_until,
                   c.assignee_id,
                   coalesce(r.marked_unread, false)
                       or coalesce(c.unseen_at > coalesce(r.read_until, '-infinity'), false) as unread
            """;

    static final String READ =
            """
            left join conversation_read r
                   on r.project_id = c.project_id and r.member_id = :member and r.conversation_id = c.id
            """;

    static final String NEWEST_FIRST =
            """
            order by c.last_at desc, c.id desc
            limit :limit
            """;

    private static final TypeReference<List<ConversationRow.Participant>> PARTICIPANTS =
            new TypeReference<>() {};

    private final JdbcClient db;
    private final JsonMapper json;

    ConversationList(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    Page<ConversationRow> page(
            UUID projectId, UUID memberId, Filter filter, @Nullable TimeCursor after, int limit) {
        JdbcClient.StatementSpec query =
                db.sql(sql(filter, after == null ? "" : AFTER))
                        .param("project", projectId)
                        .param("member", memberId)
                        .param("account", filter.accountId())
                        .param("limit", limit + 1);
        if (after != null) {
            query = query.param("at", Timestamp.from(after.at())).param("id", after.id());
        }
        if (filter.contactId() != null) {
            query = query.param("contact", filter.contactId());
        }
        if (filter.tagId() != null) {
            query = query.param("tag", filter.tagId());
        }
        List<ConversationRow> rows = query.query(this::row).list();
        return Page.of(rows, limit, row -> new TimeCursor(row.lastAt(), row.id()));
    }

    private static String sql(Filter filter, String after) {
        String narrowed = (filter.tagId() == null ? "" : TAGGED) + after;
        String read = (filter.unread() ? UNREAD : "") + narrowed;
        if (filter.contactId() != null) {
            return shown(ofContact(read));
        }
        return switch (filter.section()) {
            case INBOX ->
                    shown(
                            filter.unread()
                                    ? UnreadQuery.newest(narrowed)
                                    : newest(filter.section(), narrowed));
            case SHARED -> shown(granted(Section.SHARED, read) + NEWEST_FIRST);
            case ARCHIVED_BY_ME -> shown(archivedByMe(read));
            case MINE,
                    UNASSIGNED,
                    WAITING_FOR_US,
                    WAITING_FOR_THEM,
                    SNOOZED,
                    CLOSED,
                    STARRED,
                    ARCHIVE,
                    TRASH ->
                    shown(newest(filter.section(), read));
        };
    }

    /** With the name of who is responsible, and the tags: asked only for the rows of the page. */
    private static String shown(String page) {
        return REACH
                + "select c.*, p.name as assignee_name,\n"
                + """
                       array(select t.tag_id
                             from conversation_tag t
                             where t.project_id = :project
                               and t.conversation_id = c.id
                             order by t.at, t.tag_id) as tags
                from (
                """
                + page
                + """
                ) c
                left join member m on m.project_id = :project and m.id = c.assignee_id
                left join person p on p.id = m.person_id
                order by c.last_at desc, c.id desc
                """;
    }

    private static final String TAGGED =
            """
              and c.id in (
                  select t.conversation_id
                  from conversation_tag t
                  where t.project_id = :project
                    and t.tag_id = :tag)
            """;

    private static final String UNREAD =
            """
              and (r.marked_unread or (c.unseen_at is not null and c.unseen_at > coalesce(r.read_until, '-infinity')))
            """;

    private static final String AFTER =
            """
              and (c.last_at, c.id) < (:at, :id)
            """;

    private static String newest(Section section, String narrowed) {
        return """
        select c.*
        from (
            select own.*
            from reach
            cross join lateral (
        """
                + COLUMNS
                + "from conversation c\n"
                + READ
                + """
                where c.project_id = :project
                  and c.account_id = reach.account_id
                """
                + "  and "
                + section.condition()
                + "\n"
                + narrowed
                + NEWEST_FIRST
                + ") own\nunion all\n"
                + granted(section, narrowed)
                + ") c\n"
                + NEWEST_FIRST;
    }

    private static String granted(Section section, String narrowed) {
        return COLUMNS
                + """
                from granted
                join conversation c on c.project_id = :project and c.id = granted.conversation_id
                """
                + READ
                + """
                where (:account::uuid is null or c.account_id = :account)
                  and not exists (select 1 from reach where reach.account_id = c.account_id)
                """
                + "  and "
                + section.condition()
                + "\n"
                + narrowed;
    }

    /** What was removed on the server has left the inbox, not the client's card. */
    private static String ofContact(String narrowed) {
        return COLUMNS
                + """
                from conversation_contact k
                join conversation c on c.project_id = k.project_id and c.id = k.conversation_id
                """
                + READ
                + """
                where k.project_id = :project
                  and k.contact_id = :contact
                  and c.merged_into is null
                  and (:account::uuid is null or c.account_id = :account)
                  and (c.account_id in (select account_id from reach)
                    or c.id in (select conversation_id from granted))
                """
                + narrowed
                + NEWEST_FIRST;
    }

    private static String archivedByMe(String narrowed) {
        return COLUMNS
                + """
                from conversation_read r
                join conversation c on c.project_id = r.project_id and c.id = r.conversation_id
                where r.project_id = :project
                  and r.member_id = :member
                  and r.archived_at is not null
                  and (:account::uuid is null or c.account_id = :account)
                  and (c.account_id in (select account_id from reach)
                    or c.id in (select conversation_id from granted))
                """
                + "  and "
                + Section.ARCHIVED_BY_ME.condition()
                + "\n"
                + narrowed
                + NEWEST_FIRST;
    }

    /** How many conversations are unread, by mailbox. */
    Map<UUID, Integer> unread(UUID projectId, UUID memberId) {
        Map<UUID, Integer> counts = new HashMap<>();
        db.sql(UnreadQuery.COUNTS)
                .param("project", projectId)
                .param("member", memberId)
                .param("account", null)
                .query((row, number) -> counts.put(row.getObject(1, UUID.class), row.getInt(2)))
                .list();
        return counts;
    }

    private ConversationRow row(ResultSet row, int number) throws SQLException {
        Timestamp in = row.getTimestamp("last_inbound_at");
        Timestamp out = row.getTimestamp("last_outbound_at");
        boolean lastIn = in != null && (out == null || !in.before(out));
        return new ConversationRow(
                row.getObject("id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getString("subject"),
                row.getString("snippet"),
                row.getObject("last_at", OffsetDateTime.class).toInstant(),
                row.getInt("email_count"),
                row.getBoolean("unread"),
                row.getInt("attachment_count") > 0,
                json.readValue(row.getString("participants"), PARTICIPANTS),
                lastIn ? "in" : "out",
                row.getBoolean("starred"),
                row.getString("shelf"),
                row.getString("wish_failure"),
                row.getString("state"),
                instant(row, "snoozed_until"),
                assignee(row),
                List.of((UUID[]) row.getArray("tags").getArray()));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable Colleague assignee(ResultSet row) throws SQLException {
        UUID id = row.getObject("assignee_id", UUID.class);
        return id == null ? null : new Colleague(id, row.getString("assignee_name"));
    }
}

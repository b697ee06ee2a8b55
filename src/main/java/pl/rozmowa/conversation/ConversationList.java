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
 * The list of conversations. Each query holds the access rule and takes the shortest way there is: from the newest conversation of each
 * reachable mailbox on until the page is full, from a person on, or from a rare tag on. So its cost does not grow with the mailbox; it never
 * touches emails.
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

    private static final int FEW = 5_000;

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
                db.sql(sql(projectId, filter, after == null ? "" : ListSql.AFTER))
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

    private String sql(UUID projectId, Filter filter, String after) {
        String tagged = filter.tagId() == null ? "" : ListSql.TAGGED;
        String unread = filter.unread() ? ListSql.UNREAD : "";
        String read = unread + tagged + after;
        if (filter.contactId() != null) {
            return ListSql.shown(ListSql.ofContact(read));
        }
        Section section = filter.section();
        if (section == Section.SHARED) {
            return ListSql.shown(ListSql.granted(section, read) + ListSql.NEWEST_FIRST);
        }
        if (section == Section.ARCHIVED_BY_ME) {
            return ListSql.shown(ListSql.archivedByMe(read));
        }
        if (section == Section.INBOX && filter.unread()) {
            return ListSql.shown(UnreadQuery.newest(tagged + after));
        }
        if (filter.tagId() != null && isRare(projectId, filter.tagId())) {
            return ListSql.shown(ListSql.ofTag(section, unread + after));
        }
        return ListSql.shown(
                section == Section.MINE ? ListSql.mine(read) : ListSql.newest(section, read));
    }

    /** Whether looking at all that carries the tag costs less than walking the mailboxes until the page is full. */
    private boolean isRare(UUID projectId, UUID tagId) {
        return db.sql(
                        """
                        select count(*) <= :few
                        from (
                            select 1
                            from conversation_tag t
                            where t.project_id = :project
                              and t.tag_id = :tag
                            limit :few + 1) t
                        """)
                .param("few", FEW)
                .param("project", projectId)
                .param("tag", tagId)
                .query(Boolean.class)
                .single();
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

package pl.rozmowa.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
            @Nullable UUID accountId, boolean unread, @Nullable UUID contactId, Section section) {

        static final Filter ALL = new Filter(null, false, null, Section.INBOX);
    }

    /** Which part of the mailboxes; each is read through an index of its own. */
    enum Section {
        INBOX("c.live_count > 0"),
        STARRED("c.starred"),
        ARCHIVE("c.shelf is not null and c.shelf <> 'trash'"),
        TRASH("c.shelf is not null and c.shelf = 'trash'"),
        /** Reached only because somebody opened this very conversation, wherever it was put. */
        SHARED("c.merged_into is null");

        private final String condition;

        Section(String condition) {
            this.condition = condition;
        }

        /** The reverse of the word in the API; {@link IllegalArgumentException} for any other word. */
        static Section of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

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
                   c.last_inbound_at, c.last_outbound_at, c.starred, c.shelf, c.wish_failure,
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
        List<ConversationRow> rows = query.query(this::row).list();
        return Page.of(rows, limit, row -> new TimeCursor(row.lastAt(), row.id()));
    }

    private static String sql(Filter filter, String after) {
        if (filter.contactId() != null) {
            return ofContact((filter.unread() ? UNREAD : "") + after);
        }
        return switch (filter.section()) {
            case INBOX ->
                    filter.unread()
                            ? UnreadQuery.newest(after)
                            : newest(Section.INBOX.condition, after);
            case SHARED -> shared((filter.unread() ? UNREAD : "") + after);
            case STARRED, ARCHIVE, TRASH ->
                    newest(filter.section().condition, (filter.unread() ? UNREAD : "") + after);
        };
    }

    private static final String UNREAD =
            """
              and (r.marked_unread or (c.unseen_at is not null and c.unseen_at > coalesce(r.read_until, '-infinity')))
            """;

    private static final String AFTER =
            """
              and (c.last_at, c.id) < (:at, :id)
            """;

    private static String newest(String section, String narrowed) {
        return REACH
                + """
                select c.id, c.account_id, c.subject, c.snippet, c.last_at, c.email_count, c.attachment_count, c.participants,
                       c.last_inbound_at, c.last_outbound_at, c.starred, c.shelf, c.wish_failure, c.unread
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
                + section
                + "\n"
                + narrowed
                + NEWEST_FIRST
                + ") own\nunion all\n"
                + granted(section, narrowed)
                + ") c\n"
                + NEWEST_FIRST;
    }

    private static String shared(String narrowed) {
        return REACH + granted(Section.SHARED.condition, narrowed) + NEWEST_FIRST;
    }

    private static String granted(String section, String narrowed) {
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
                + section
                + "\n"
                + narrowed;
    }

    /** What was removed on the server has left the inbox, not the client's card. */
    private static String ofContact(String narrowed) {
        return REACH
                + COLUMNS
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
                row.getString("wish_failure"));
    }
}

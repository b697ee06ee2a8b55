package pl.rozmowa.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.contact.TimeCursor;
import pl.rozmowa.conversation.Colleague;
import pl.rozmowa.conversation.Page;
import pl.rozmowa.team.CurrentMember;

/**
 * What a member was told. A notification about something that they may no longer see, or about a trouble that is over, is neither shown
 * nor counted.
 */
@Repository
class NotificationList {

    /** Joins what a notification {@code n} is about, as far as its member may see it now. */
    static final String VISIBLE =
            """
            left join conversation asked on asked.project_id = n.project_id and asked.id = n.conversation_id
            left join conversation c on c.project_id = n.project_id and c.id = coalesce(asked.merged_into, asked.id)
            left join mail_account a on a.project_id = n.project_id and a.id = n.account_id
            where (n.conversation_id is not null
                   and exists (
                       select 1
                       from conversation_access x
                       where x.project_id = c.project_id
                         and x.conversation_id = c.id
                         and x.member_id = n.member_id)
                   and (n.kind <> 'access_requested'
                       or exists (
                           select 1
                           from conversation_sharer s
                           where s.project_id = c.project_id
                             and s.conversation_id = c.id
                             and s.member_id = n.member_id))
                or n.account_id is not null
                   and exists (
                       select 1
                       from account_access x
                       where x.project_id = n.project_id
                         and x.account_id = n.account_id
                         and x.member_id = n.member_id
                         and x.level = 'manage')
                   and exists (
                       select 1
                       from account_notice t
                       where t.project_id = n.project_id
                         and t.id = n.subject_id
                         and t.account_id = n.account_id
                         and t.state = a.state
                         and t.since = a.state_at))
            """;

    private static final String ITEMS =
            """
            select n.id, n.kind, n.at, n.read_at is not null as read, n.count, n.actor_id, p.name as actor_name,
                   c.id as conversation_id, c.subject,
                   (select coalesce(nullif(o.value ->> 'name', ''), o.value ->> 'email')
                    from jsonb_array_elements(c.participants) with ordinality o (value, place)
                    where o.value ->> 'own' is distinct from 'true'
                    order by o.place
                    limit 1) as client,
                   a.id as account_id, a.address, a.state
            from notification n
            left join member m on m.project_id = n.project_id and m.id = n.actor_id
            left join person p on p.id = m.person_id
            """
                    + VISIBLE
                    + """
                    and n.project_id = :project
                    and n.member_id = :member
                    and n.in_app
                    """;

    /** Beyond so many nobody counts, and a page says "99+" long before. */
    private static final int COUNTED = 1_000;

    private final JdbcClient db;

    NotificationList(JdbcClient db) {
        this.db = db;
    }

    /**
     * A notification as JSON shows it.
     *
     * @param count how many times it happened since it was last read
     * @param actor who did it; null: it came about by itself
     */
    record Item(
            UUID id,
            Kind kind,
            Instant at,
            boolean read,
            int count,
            @Nullable Colleague actor,
            @Nullable About conversation,
            @Nullable Mailbox mailbox) {}

    /**
     * @param client who it is with, by name or address; null where that is nobody outside
     */
    record About(UUID id, String subject, @Nullable String client) {}

    record Mailbox(UUID id, String address, String state) {}

    /**
     * @param unread at most 1,000
     * @param newest the newest that is unread
     */
    record Counts(int unread, Map<String, Integer> kinds, @Nullable Item newest) {}

    /**
     * @param kind null for all
     * @param unread only those
     */
    Page<Item> page(
            CurrentMember who,
            @Nullable Kind kind,
            boolean unread,
            @Nullable TimeCursor after,
            int limit) {
        String sql =
                ITEMS
                        + (unread ? "and n.read_at is null\n" : "")
                        + (kind == null ? "" : "and n.kind = :kind\n")
                        + (after == null ? "" : "and (n.at, n.id) < (:at, :id)\n")
                        + """
                        order by n.at desc, n.id desc
                        limit :limit
                        """;
        JdbcClient.StatementSpec query =
                db.sql(sql)
                        .param("project", who.projectId())
                        .param("member", who.memberId())
                        .param("limit", limit + 1);
        if (kind != null) {
            query = query.param("kind", kind.key());
        }
        if (after != null) {
            query = query.param("at", Timestamp.from(after.at())).param("id", after.id());
        }
        return Page.of(
                query.query(NotificationList::item).list(),
                limit,
                item -> new TimeCursor(item.at(), item.id()));
    }

    Counts counts(CurrentMember who) {
        Map<String, Integer> kinds = new TreeMap<>();
        db.sql(
                        """
                        select kind, count(*)
                        from (
                            select n.kind
                            from notification n
                        """
                                + VISIBLE
                                + """
                                    and n.project_id = :project
                                    and n.member_id = :member
                                    and n.in_app
                                    and n.read_at is null
                                    limit :most
                                ) unread
                                group by kind
                                """)
                .param("project", who.projectId())
                .param("member", who.memberId())
                .param("most", COUNTED)
                .query((row, number) -> kinds.put(row.getString(1), row.getInt(2)))
                .list();
        List<Item> newest = kinds.isEmpty() ? List.of() : page(who, null, true, null, 1).items();
        return new Counts(
                kinds.values().stream().mapToInt(Integer::intValue).sum(),
                kinds,
                newest.isEmpty() ? null : newest.getFirst());
    }

    private static Item item(ResultSet row, int number) throws SQLException {
        UUID actor = row.getObject("actor_id", UUID.class);
        String actorName = row.getString("actor_name");
        UUID conversation = row.getObject("conversation_id", UUID.class);
        UUID account = row.getObject("account_id", UUID.class);
        return new Item(
                row.getObject("id", UUID.class),
                Kind.stored(row.getString("kind")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getBoolean("read"),
                row.getInt("count"),
                actor == null || actorName == null ? null : new Colleague(actor, actorName),
                conversation == null
                        ? null
                        : new About(
                                conversation, row.getString("subject"), row.getString("client")),
                account == null
                        ? null
                        : new Mailbox(account, row.getString("address"), row.getString("state")));
    }
}

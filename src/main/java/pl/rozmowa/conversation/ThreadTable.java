package pl.rozmowa.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What threading asks the database, always within one mail account. */
@Repository
class ThreadTable {

    /** A reply that names nothing joins what was written at most this long before it. */
    static final Duration SUBJECT_REACH = Duration.ofDays(14);

    private final JdbcClient db;
    private final Rows rows;

    ThreadTable(JdbcClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    /** A stored email with the same subject as one that arrives, where one of the two is a bare reply. */
    record SameSubject(
            UUID conversationId,
            long subjectKey,
            Instant at,
            boolean bareReply,
            Set<String> counterparties) {}

    /** A conversation that an arriving email may join. {@code granted} says to whom beyond the mailbox it is shown, or promised. */
    record Candidate(UUID id, int emails, String granted) {}

    /** From the hash of a message id to the conversation that knows it. */
    Map<UUID, UUID> conversationsByName(UUID projectId, UUID accountId, Collection<UUID> names) {
        Map<UUID, UUID> found = new HashMap<>();
        if (names.isEmpty()) {
            return found;
        }
        db.sql(
                        """
                        select name, conversation_id
                        from conversation_name
                        where project_id = :project
                          and account_id = :account
                          and name = any(:names::uuid[])
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .param("names", Rows.array(names))
                .query((row, number) ->
                        found.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
        return found;
    }

    /** What bare replies among {@code arrivals} may answer, and the stored bare replies that may answer {@code arrivals}. */
    List<SameSubject> sameSubject(UUID projectId, UUID accountId, Collection<Arrival> arrivals) {
        List<Arrival> withSubject =
                arrivals.stream().filter(arrival -> arrival.subjectKey() != null).toList();
        if (withSubject.isEmpty()) {
            return List.of();
        }
        String columns =
                """
                select e.conversation_id, e.subject_key, e.at, e.bare_reply,
                       case e.direction when 'in' then array[e.from_key] else e.recipient_keys end as counterparties
                from unnest(:keys::bigint[], :ats::timestamptz[], :bares::boolean[]) as a (key, at, bare)
                join email e on e.project_id = :project and e.account_id = :account and e.subject_key = a.key
                """;
        return db.sql(
                        columns
                                + """
                                where a.bare
                                  and e.at between a.at - :reach::interval and a.at
                                union
                                """
                                + columns
                                + """
                                where e.bare_reply
                                  and e.at between a.at and a.at + :reach::interval
                                """)
                .param("project", projectId)
                .param("account", accountId)
                .param("keys", withSubject.stream().map(Arrival::subjectKey).toArray(Long[]::new))
                .param(
                        "ats",
                        withSubject.stream().map(a -> a.at().toString()).toArray(String[]::new))
                .param(
                        "bares",
                        withSubject.stream().map(Arrival::bareReply).toArray(Boolean[]::new))
                .param("reach", SUBJECT_REACH.toString())
                .query(ThreadTable::sameSubject)
                .list();
    }

    /**
     * Whoever opens one of them to somebody, or writes into it just now, is waited for; whoever would do so from here on waits. So what is
     * decided about joining them stands until the transaction ends, and what others wrote is there to be taken along.
     */
    void hold(UUID projectId, Collection<UUID> conversations) {
        if (conversations.isEmpty()) {
            return;
        }
        db.sql(
                        """
                        select id
                        from conversation
                        where project_id = :project
                          and id = any(:ids::uuid[])
                        order by id
                        for no key update
                        """)
                .param("project", projectId)
                .param("ids", Rows.array(conversations))
                .query(UUID.class)
                .list();
    }

    List<Candidate> candidates(UUID projectId, Collection<UUID> conversations) {
        if (conversations.isEmpty()) {
            return List.of();
        }
        return db.sql(
                        """
                        select c.id, c.email_count,
                               coalesce((select string_agg(g.member_id || ' ' || g.level, ',' order by g.member_id)
                                         from conversation_grant g
                                         where g.project_id = c.project_id
                                           and g.conversation_id = c.id), '')
                                   || coalesce((select string_agg(' ' || b.invitation_id, ',' order by b.invitation_id)
                                                from invitation_conversation b
                                                join invitation i on i.project_id = b.project_id and i.id = b.invitation_id
                                                where b.project_id = c.project_id
                                                  and b.conversation_id = c.id
                                                  and i.accepted_at is null
                                                  and i.revoked_at is null), '') as granted
                        from conversation c
                        where c.project_id = :project
                          and c.id = any(:ids::uuid[])
                        """)
                .param("project", projectId)
                .param("ids", Rows.array(conversations))
                .query((row, number) ->
                        new Candidate(
                                row.getObject(1, UUID.class), row.getInt(2), row.getString(3)))
                .list();
    }

    /** Hashes of the message ids that emails of these conversations really have. Asked only where a grant keeps conversations apart. */
    Set<UUID> ownedNames(UUID projectId, Collection<UUID> conversations) {
        return Set.copyOf(
                db.sql(
                                """
                                select distinct encode(substring(sha256(convert_to(e.message_id, 'UTF8')) for 16), 'hex')::uuid
                                from email e
                                where e.project_id = :project
                                  and e.conversation_id = any(:ids::uuid[])
                                  and e.message_id is not null
                                """)
                        .param("project", projectId)
                        .param("ids", Rows.array(conversations))
                        .query(UUID.class)
                        .list());
    }

    void addNames(UUID projectId, UUID accountId, Map<UUID, UUID> names) {
        if (names.isEmpty()) {
            return;
        }
        rows.copy(
                "conversation_name (project_id, account_id, name, conversation_id)",
                copy -> {
                    for (Map.Entry<UUID, UUID> entry : names.entrySet()) {
                        copy.row(4)
                                .uuid(projectId)
                                .uuid(accountId)
                                .uuid(entry.getKey())
                                .uuid(entry.getValue());
                    }
                });
    }

    /** For names that may be there already: those that are new are added, those that are there move. */
    void claimNames(UUID projectId, UUID accountId, Map<UUID, UUID> names) {
        if (names.isEmpty()) {
            return;
        }
        db.sql(
                        """
                        insert into conversation_name (project_id, account_id, name, conversation_id)
                        select :project, :account, n.name, n.conversation
                        from unnest(:names::uuid[], :conversations::uuid[]) as n (name, conversation)
                        on conflict (project_id, account_id, name) do update
                        set conversation_id = excluded.conversation_id
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .param("names", Rows.array(names.keySet()))
                .param("conversations", Rows.array(names.values()))
                .update();
    }

    private static SameSubject sameSubject(ResultSet row, int number) throws SQLException {
        return new SameSubject(
                row.getObject("conversation_id", UUID.class),
                row.getLong("subject_key"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getBoolean("bare_reply"),
                Arrays.stream((String[]) row.getArray("counterparties").getArray())
                        .collect(Collectors.toSet()));
    }
}

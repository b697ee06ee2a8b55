package pl.rozmowa.team;

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

/** The audit log, newest first. Whoever asks must be known to be an owner or admin. */
@Repository
class AuditQuery {

    private final JdbcClient jdbc;

    AuditQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is looked for; null means any.
     *
     * @param from from this moment on
     * @param until before this moment
     * @param subject an id that the deed was about
     */
    record Filter(
            @Nullable UUID memberId,
            @Nullable AuditKind kind,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable UUID subject) {}

    /** Where the following page begins: after this entry. */
    record Place(Instant at, UUID id) {}

    record Entry(
            UUID id,
            Instant at,
            @Nullable UUID memberId,
            @Nullable String member,
            @Nullable String email,
            String verb,
            @Nullable String subject) {}

    List<Entry> page(UUID projectId, Filter filter, @Nullable Place after, int limit) {
        Map<String, Object> values = new HashMap<>();
        StringBuilder sql =
                new StringBuilder(
                        """
                        select e.id, e.at, e.member_id, p.name, p.email, e.verb, e.subject
                        from audit_entry e
                        left join member m on m.project_id = e.project_id and m.id = e.member_id
                        left join person p on p.id = m.person_id
                        where e.project_id = :project
                        """);
        narrow(sql, values, "and e.member_id = :member\n", "member", filter.memberId());
        narrow(sql, values, "and e.at >= :from\n", "from", timestamp(filter.from()));
        narrow(sql, values, "and e.at < :until\n", "until", timestamp(filter.until()));
        AuditKind kind = filter.kind();
        narrow(sql, values, "and e.verb ~ :kind\n", "kind", kind == null ? null : kind.pattern());
        UUID subject = filter.subject();
        narrow(
                sql,
                values,
                "and position(:subject in e.subject) > 0\n",
                "subject",
                subject == null ? null : subject.toString());
        if (after != null) {
            sql.append("and (e.at, e.id) < (:at, :id)\n");
            values.put("at", Timestamp.from(after.at()));
            values.put("id", after.id());
        }
        sql.append("order by e.at desc, e.id desc\nlimit :limit\n");
        return jdbc.sql(sql.toString())
                .params(values)
                .param("project", projectId)
                .param("limit", limit)
                .query(AuditQuery::entry)
                .list();
    }

    private static void narrow(
            StringBuilder sql,
            Map<String, Object> values,
            String clause,
            String name,
            @Nullable Object value) {
        if (value != null) {
            sql.append(clause);
            values.put(name, value);
        }
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("member_id", UUID.class),
                row.getString("name"),
                row.getString("email"),
                row.getString("verb"),
                row.getString("subject"));
    }
}

package pl.rozmowa.team;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.platform.LiveRecipient;

/**
 * Looks into Spring Session's tables by person. The id shown to people is the row's key; the secret in the cookie is never given out.
 */
@Repository
class SessionTable {

    /** One signed-in browser. */
    record Row(
            UUID id,
            boolean current,
            Instant createdAt,
            Instant lastSeenAt,
            String address,
            String browser) {}

    private final JdbcClient jdbc;

    SessionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Row> ofPerson(UUID personId, String currentSession, Instant now) {
        return jdbc.sql(
                        """
                        select s.primary_id, s.session_id = :current as current, s.creation_time, s.last_access_time,
                               coalesce(convert_from(a.attribute_bytes, 'UTF8'), '') as address,
                               coalesce(convert_from(b.attribute_bytes, 'UTF8'), '') as browser
                        from spring_session s
                        left join spring_session_attributes a
                               on a.session_primary_id = s.primary_id and a.attribute_name = 'address'
                        left join spring_session_attributes b
                               on b.session_primary_id = s.primary_id and b.attribute_name = 'browser'
                        where s.principal_name = :person
                          and s.expiry_time > :now
                          and s.creation_time > :oldest
                        order by s.last_access_time desc, s.primary_id
                        """)
                .param("current", currentSession)
                .param("person", personId.toString())
                .param("now", now.toEpochMilli())
                .param("oldest", now.minus(BrowserSessions.LONGEST).toEpochMilli())
                .query(SessionTable::row)
                .list();
    }

    Optional<UUID> id(String session) {
        return jdbc.sql("select primary_id from spring_session where session_id = :session")
                .param("session", session)
                .query((row, number) -> UUID.fromString(row.getString("primary_id")))
                .optional();
    }

    boolean end(UUID personId, UUID id) {
        return jdbc.sql(
                                "delete from spring_session where primary_id = :id and principal_name = :person")
                        .param("id", id.toString())
                        .param("person", personId.toString())
                        .update()
                == 1;
    }

    void endAll(UUID personId) {
        jdbc.sql("delete from spring_session where principal_name = :person")
                .param("person", personId.toString())
                .update();
    }

    void endOthers(UUID personId, UUID kept) {
        jdbc.sql(
                        "delete from spring_session where principal_name = :person and primary_id <> :kept")
                .param("person", personId.toString())
                .param("kept", kept.toString())
                .update();
    }

    /** Those whose session ended or who left their project. */
    Set<LiveRecipient> gone(Collection<LiveRecipient> open, Instant now) {
        return jdbc.sql(
                        """
                        select w.project_id, w.member_id, w.session_id
                        from unnest(cast(:projects as uuid[]), cast(:members as uuid[]), cast(:sessions as uuid[]))
                             as w (project_id, member_id, session_id)
                        where not exists (
                            select from spring_session s
                            join member m on cast(m.person_id as text) = s.principal_name
                            where s.primary_id = cast(w.session_id as text)
                              and s.expiry_time > :now
                              and s.creation_time > :oldest
                              and m.project_id = w.project_id
                              and m.id = w.member_id
                              and m.left_at is null)
                        """)
                .param("projects", column(open, LiveRecipient::projectId))
                .param("members", column(open, LiveRecipient::memberId))
                .param("sessions", column(open, LiveRecipient::sessionId))
                .param("now", now.toEpochMilli())
                .param("oldest", now.minus(BrowserSessions.LONGEST).toEpochMilli())
                .query((row, number) ->
                        new LiveRecipient(
                                row.getObject("project_id", UUID.class),
                                row.getObject("member_id", UUID.class),
                                row.getObject("session_id", UUID.class)))
                .set();
    }

    /** A PostgreSQL array literal of ids. */
    private static String column(Collection<LiveRecipient> open, Function<LiveRecipient, UUID> id) {
        return open.stream().map(id).map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                UUID.fromString(row.getString("primary_id")),
                row.getBoolean("current"),
                Instant.ofEpochMilli(row.getLong("creation_time")),
                Instant.ofEpochMilli(row.getLong("last_access_time")),
                row.getString("address"),
                row.getString("browser"));
    }
}

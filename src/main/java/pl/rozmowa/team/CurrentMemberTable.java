package pl.rozmowa.team;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads who is asking: the one query that every request makes. */
@Repository
class CurrentMemberTable {

    /** Until somebody says where they are. */
    static final ZoneId HOME = ZoneId.of("Europe/Warsaw");

    private final JdbcClient jdbc;

    CurrentMemberTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The person's place in that project, if they have not left it. */
    Optional<CurrentMember> find(SignedInPlace place, String browserLanguage) {
        return jdbc.sql(
                        """
                        select m.project_id, m.id, m.person_id, m.role, p.name, p.email, p.language, p.time_zone
                        from member m
                        join person p on p.id = m.person_id
                        where m.project_id = :project
                          and m.person_id = :person
                          and m.left_at is null
                        """)
                .param("project", place.projectId())
                .param("person", place.personId())
                .query((row, number) -> member(row, browserLanguage))
                .optional();
    }

    private static CurrentMember member(ResultSet row, String browserLanguage) throws SQLException {
        String language = row.getString("language");
        return new CurrentMember(
                row.getObject("project_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getObject("person_id", UUID.class),
                Role.stored(row.getString("role")),
                row.getString("name"),
                row.getString("email"),
                language == null ? browserLanguage : language,
                zone(row.getString("time_zone")));
    }

    private static ZoneId zone(@Nullable String id) {
        return id == null ? HOME : ZoneId.of(id);
    }
}

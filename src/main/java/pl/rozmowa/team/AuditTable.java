package pl.rozmowa.team;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Only adds: a trigger in the database refuses to change or remove an entry. */
@Repository
class AuditTable {

    private final JdbcClient jdbc;

    AuditTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(
            UUID projectId,
            UUID id,
            Instant at,
            @Nullable UUID memberId,
            String verb,
            @Nullable String subject) {
        jdbc.sql(
                        """
                        insert into audit_entry (project_id, id, at, member_id, verb, subject)
                        values (:project, :id, :at, cast(:member as uuid), :verb, :subject)
                        """)
                .param("project", projectId)
                .param("id", id)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("member", memberId)
                .param("verb", verb)
                .param("subject", subject)
                .update();
    }
}

package pl.rozmowa.sharing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.platform.Ids;

/** The rows of {@code access_request}. */
@Repository
class RequestTable {

    /** Who was declined may ask again after this long; until then asking does nothing. */
    private static final Duration PEACE = Duration.ofDays(1);

    private final JdbcClient db;

    RequestTable(JdbcClient db) {
        this.db = db;
    }

    /** An open request, as those who may decide on it see it. */
    record Open(
            UUID id,
            UUID conversationId,
            String subject,
            UUID memberId,
            String name,
            String role,
            @Nullable String note,
            Instant at) {}

    /** Where a request was stored. */
    record Stored(UUID conversationId, UUID accountId) {}

    /** Empty where there is no such conversation, where the asker sees it anyway, and where they were declined a moment ago. */
    Optional<Stored> ask(
            UUID projectId,
            UUID memberId,
            UUID conversationId,
            @Nullable String note,
            Instant now) {
        return db.sql(
                        """
                        with asked as (
                            insert into access_request as r
                                (project_id, id, conversation_id, member_id, note, asked_at)
                            select c.project_id, :id, coalesce(c.merged_into, c.id), :member, :note, :now
                            from conversation c
                            where c.project_id = :project
                              and c.id = :conversation
                              and not exists (
                                  select 1
                                  from conversation_access x
                                  where x.project_id = c.project_id
                                    and x.conversation_id = coalesce(c.merged_into, c.id)
                                    and x.member_id = :member)
                            on conflict (project_id, conversation_id, member_id) do update
                            set note = excluded.note,
                                asked_at = excluded.asked_at,
                                outcome = null,
                                decided_by = null,
                                decided_at = null
                            where r.outcome is distinct from 'declined'
                               or r.decided_at < :peace
                            returning r.project_id, r.conversation_id
                        )
                        select c.id, c.account_id
                        from asked
                        join conversation c on c.project_id = asked.project_id and c.id = asked.conversation_id
                        """)
                .param("project", projectId)
                .param("id", Ids.next())
                .param("member", memberId)
                .param("conversation", conversationId)
                .param("note", note, Types.VARCHAR)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("peace", now.minus(PEACE).atOffset(ZoneOffset.UTC))
                .query((row, n) ->
                        new Stored(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .optional();
    }

    private static final String OPEN =
            """
            select r.id, c.id as conversation_id, c.subject, m.id as member_id, p.name, m.role, r.note, r.asked_at
            from access_request r
            join conversation a on a.project_id = r.project_id and a.id = r.conversation_id
            join conversation c on c.project_id = r.project_id and c.id = coalesce(a.merged_into, a.id)
            join conversation_sharer s
              on s.project_id = c.project_id and s.conversation_id = c.id and s.member_id = :sharer
            join member m on m.project_id = r.project_id and m.id = r.member_id
            join person p on p.id = m.person_id
            where r.project_id = :project
              and r.outcome is null
              and m.left_at is null
            """;

    /** Those that this member may decide on, the longest waiting first; at most two hundred. */
    List<Open> open(UUID projectId, UUID sharerId) {
        return db.sql(OPEN + "order by r.asked_at, r.id\nlimit 200")
                .param("project", projectId)
                .param("sharer", sharerId)
                .query((row, n) -> open(row))
                .list();
    }

    List<Open> openOf(UUID projectId, UUID sharerId, UUID conversationId) {
        return db.sql(
                        OPEN
                                + """
                                  and c.id = :conversation
                                order by r.asked_at, r.id
                                limit 200
                                """)
                .param("project", projectId)
                .param("sharer", sharerId)
                .param("conversation", conversationId)
                .query((row, n) -> open(row))
                .list();
    }

    Optional<Open> find(UUID projectId, UUID sharerId, UUID requestId) {
        return db.sql(OPEN + "  and r.id = :request\n")
                .param("project", projectId)
                .param("sharer", sharerId)
                .param("request", requestId)
                .query((row, n) -> open(row))
                .optional();
    }

    /** False when somebody else was faster. */
    boolean decide(UUID projectId, UUID requestId, String outcome, UUID byId, Instant now) {
        return db.sql(
                                """
                                update access_request
                                set outcome = :outcome,
                                    decided_by = :by,
                                    decided_at = :now
                                where project_id = :project
                                  and id = :request
                                  and outcome is null
                                """)
                        .param("project", projectId)
                        .param("request", requestId)
                        .param("outcome", outcome)
                        .param("by", byId)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Whoever is given access unasked need not be asked about any more. */
    void settle(UUID projectId, UUID conversationId, UUID memberId, UUID byId, Instant now) {
        db.sql(
                        """
                        update access_request
                        set outcome = 'granted',
                            decided_by = :by,
                            decided_at = :now
                        where project_id = :project
                          and conversation_id = :conversation
                          and member_id = :member
                          and outcome is null
                        """)
                .param("project", projectId)
                .param("conversation", conversationId)
                .param("member", memberId)
                .param("by", byId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void forget(UUID projectId, UUID memberId) {
        db.sql(
                        """
                        delete from access_request
                        where project_id = :project
                          and member_id = :member
                        """)
                .param("project", projectId)
                .param("member", memberId)
                .update();
    }

    private static Open open(ResultSet row) throws SQLException {
        return new Open(
                row.getObject("id", UUID.class),
                row.getObject("conversation_id", UUID.class),
                row.getString("subject"),
                row.getObject("member_id", UUID.class),
                row.getString("name"),
                row.getString("role"),
                row.getString("note"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant());
    }
}

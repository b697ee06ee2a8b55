package pl.rozmowa.sending;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Outgoing mail as a member sees it: whoever sees the conversation sees what is on its way from it. */
@Repository
class SubmissionQuery {

    private static final int MOST = 200;
    private static final TypeReference<Map<String, Object>> ARGS = new TypeReference<>() {};
    private static final TypeReference<List<RecipientFailure>> REFUSED = new TypeReference<>() {};

    /** The conversation is that of the email, which may have been merged into another since. */
    private static final String SHOWN =
            """
            select s.id, s.phase, s.failure, s.failure_args, s.recipient_failures, s.email_id, c.id as conversation_id, s.account_id
            from email_submission s
            left join email e on e.project_id = s.project_id and e.id = s.email_id
            join conversation c on c.project_id = s.project_id and c.id = coalesce(e.conversation_id, s.conversation_id)
            where s.project_id = :project
              and s.kind = 'reply'
            """;

    private static final String SEEN_BY_MEMBER =
            """
              and exists (
                  select 1
                  from conversation_access x
                  where x.project_id = c.project_id
                    and x.conversation_id = c.id
                    and x.member_id = :member)
            """;

    private static final String ANSWERED_BY_MEMBER =
            """
              and exists (
                  select 1
                  from conversation_access x
                  where x.project_id = c.project_id
                    and x.conversation_id = c.id
                    and x.member_id = :member
                    and x.level in ('reply', 'manage'))
            """;

    private final JdbcClient db;
    private final JsonMapper json;

    SubmissionQuery(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    record Reason(String code, Map<String, Object> args) {}

    /**
     * An outgoing email as it is shown.
     *
     * @param failure why it was not sent, or not yet
     * @param recipientFailures whom the server did not take, also where it took others
     */
    record Shown(
            UUID id,
            String phase,
            @Nullable Reason failure,
            List<RecipientFailure> recipientFailures,
            @Nullable UUID emailId,
            UUID conversationId) {}

    /** A submission that the member may decide about. */
    record Decided(
            UUID id, UUID accountId, UUID conversationId, Phase phase, @Nullable UUID emailId) {}

    Optional<Shown> find(UUID projectId, UUID memberId, UUID id) {
        return db.sql(SHOWN + "  and s.id = :id\n" + SEEN_BY_MEMBER)
                .param("project", projectId)
                .param("member", memberId)
                .param("id", id)
                .query(this::shown)
                .optional();
    }

    /** Newest first; {@code open}: on their way, or waiting for a person to decide. */
    List<Shown> list(UUID projectId, UUID memberId, boolean open) {
        return db.sql(
                        SHOWN
                                + SEEN_BY_MEMBER
                                + (open ? "  and s.phase not in ('accepted', 'discarded')\n" : "")
                                + """
                                order by s.created_at desc, s.id desc
                                limit :most
                                """)
                .param("project", projectId)
                .param("member", memberId)
                .param("most", MOST)
                .query(this::shown)
                .list();
    }

    /** The submission, locked, if the member may answer in its conversation. */
    Optional<Decided> lock(UUID projectId, UUID memberId, UUID id) {
        return db.sql(SHOWN + "  and s.id = :id\n" + ANSWERED_BY_MEMBER + "for update of s\n")
                .param("project", projectId)
                .param("member", memberId)
                .param("id", id)
                .query((row, n) ->
                        new Decided(
                                row.getObject("id", UUID.class),
                                row.getObject("account_id", UUID.class),
                                row.getObject("conversation_id", UUID.class),
                                Phase.of(row.getString("phase")),
                                row.getObject("email_id", UUID.class)))
                .optional();
    }

    /** From {@link #lock}: tried anew. */
    void again(UUID projectId, UUID id, Instant now) {
        db.sql(
                        """
                        update email_submission
                        set phase = 'queued',
                            failure = null,
                            failure_args = '{}',
                            recipient_failures = '[]',
                            attempts = 0,
                            lease_until = null,
                            next_attempt_at = :now,
                            queued_at = :now,
                            updated_at = :now
                        where project_id = :project
                          and id = :id
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("project", projectId)
                .param("id", id)
                .update();
    }

    /** From {@link #lock}: nobody works on it any more; the epoch keeps out who still does. */
    void discard(UUID projectId, UUID id, boolean keepEmail, Instant now) {
        db.sql(
                        """
                        update email_submission
                        set phase = 'discarded',
                            epoch = epoch + 1,
                            lease_until = null,
                            next_attempt_at = null,
                            email_id = case when :keep then email_id end,
                            updated_at = :now
                        where project_id = :project
                          and id = :id
                        """)
                .param("keep", keepEmail)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("project", projectId)
                .param("id", id)
                .update();
    }

    private Shown shown(ResultSet row, int n) throws SQLException {
        String failure = row.getString("failure");
        return new Shown(
                row.getObject("id", UUID.class),
                row.getString("phase"),
                failure == null
                        ? null
                        : new Reason(failure, json.readValue(row.getString("failure_args"), ARGS)),
                json.readValue(row.getString("recipient_failures"), REFUSED),
                row.getObject("email_id", UUID.class),
                row.getObject("conversation_id", UUID.class));
    }
}

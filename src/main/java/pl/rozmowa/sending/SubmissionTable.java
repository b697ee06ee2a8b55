package pl.rozmowa.sending;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.platform.ThisNode;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of {@code email_submission} as the sender works on them. Leases are on the database's clock. */
@Repository
class SubmissionTable {

    /** Longer than any single step but the server's thinking about a whole message, after which nobody sends again anyway. */
    static final int LEASE_SECONDS = 180;

    /**
     * Until when whoever claimed it last may be at it, empty where nobody is: no longer than its node is known to live, unless only the
     * copy in Sent is to be filed, which has no hurry and which a node that wakes again would file twice.
     */
    private static final String HELD_UNTIL =
            """
            case when s.phase = 'accepted' then s.lease_until
                 else least(s.lease_until, (select n.until from sync_node n where n.id = s.lease_node)) end
            """;

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient db;
    private final JsonMapper json;
    private final ThisNode node;

    SubmissionTable(JdbcClient db, JsonMapper json, ThisNode node) {
        this.node = node;
        this.db = db;
        this.json = json;
    }

    record NewSubmission(
            UUID projectId,
            UUID id,
            UUID accountId,
            UUID conversationId,
            UUID memberId,
            String idempotencyKey,
            byte[] requestHash,
            String messageId,
            String envelopeFrom,
            List<String> recipients,
            byte[] source,
            String kind,
            Instant now) {}

    record SameKey(UUID id, byte[] requestHash) {}

    /** False when the member has used this key before; waits for whoever is just using it. */
    boolean add(NewSubmission submission) {
        return db.sql(
                                """
                                insert into email_submission (project_id, id, account_id, conversation_id, member_id, idempotency_key,
                                    request_hash, message_id, envelope_from, recipients, source, kind, phase,
                                    next_attempt_at, created_at, queued_at, updated_at)
                                values (:project, :id, :account, :conversation, :member, :key,
                                    :hash, :messageId, :from, :recipients::jsonb, :source, :kind, 'queued',
                                    :now, :now, :now, :now)
                                on conflict (project_id, member_id, idempotency_key) do nothing
                                """)
                        .param("project", submission.projectId())
                        .param("id", submission.id())
                        .param("account", submission.accountId())
                        .param("conversation", submission.conversationId())
                        .param("member", submission.memberId())
                        .param("key", submission.idempotencyKey())
                        .param("hash", submission.requestHash())
                        .param("messageId", submission.messageId())
                        .param("from", submission.envelopeFrom())
                        .param("recipients", json.writeValueAsString(submission.recipients()))
                        .param("source", submission.source())
                        .param("kind", submission.kind())
                        .param("now", utc(submission.now()))
                        .update()
                == 1;
    }

    Optional<SameKey> byKey(UUID projectId, UUID memberId, String key) {
        return db.sql(
                        """
                        select id, request_hash
                        from email_submission
                        where project_id = :project
                          and member_id = :member
                          and idempotency_key = :key
                        """)
                .param("project", projectId)
                .param("member", memberId)
                .param("key", key)
                .query((row, n) ->
                        new SameKey(row.getObject("id", UUID.class), row.getBytes("request_hash")))
                .optional();
    }

    void shows(UUID projectId, UUID id, UUID emailId) {
        db.sql(
                        """
                        update email_submission
                        set email_id = :email
                        where project_id = :project
                          and id = :id
                        """)
                .param("email", emailId)
                .param("project", projectId)
                .param("id", id)
                .update();
    }

    /** Takes it on, if it has something to do now and nobody else is at it. */
    Optional<EmailSubmission> claim(UUID projectId, UUID id, Instant now) {
        return db.sql(
                        """
                        update email_submission s
                        set epoch = s.epoch + 1,
                            attempts = s.attempts + 1,
                            lease_node = :node,
                            lease_until = now() + make_interval(secs => :lease)
                        where s.project_id = :project
                          and s.id = :id
                          and s.next_attempt_at <= :now
                          and (s.lease_until is null or s.lease_until < now() or HELD_UNTIL < now())
                        returning s.project_id, s.id, s.account_id, s.message_id, s.envelope_from, s.recipients, s.source, s.phase,
                                  s.kind = 'invitation' as invitation,
                                  s.phase = 'accepted' and s.sent_copy = 'pending' as copy_pending,
                                  s.attempts, s.queued_at, s.accepted_at, s.epoch,
                                  coalesce((
                                      select e.conversation_id
                                      from email e
                                      where e.project_id = s.project_id
                                        and e.id = s.email_id), s.conversation_id) as conversation_id
                        """
                                .replace("HELD_UNTIL", HELD_UNTIL))
                .param("lease", LEASE_SECONDS)
                .param("node", node.id())
                .param("project", projectId)
                .param("id", id)
                .param("now", utc(now))
                .query(this::submission)
                .optional();
    }

    /** When it has something to do that somebody may take on; empty when it is done or gone. */
    Optional<Instant> due(UUID projectId, UUID id) {
        return db.sql(
                        """
                        select greatest(s.next_attempt_at,
                                        case when s.lease_until is not null then HELD_UNTIL end) as due
                        from email_submission s
                        where s.project_id = :project
                          and s.id = :id
                          and s.next_attempt_at is not null
                        """
                                .replace("HELD_UNTIL", HELD_UNTIL))
                .param("project", projectId)
                .param("id", id)
                .query((row, n) -> row.getObject("due", OffsetDateTime.class).toInstant())
                .optional();
    }

    /** The next phase of whoever holds the claim; false when somebody else has taken it over. */
    boolean enter(
            EmailSubmission claimed, Phase phase, List<RecipientFailure> refused, Instant now) {
        return db.sql(
                                """
                                update email_submission
                                set phase = :phase,
                                    recipient_failures = :refused::jsonb,
                                    lease_until = now() + make_interval(secs => :lease),
                                    updated_at = :now
                                where project_id = :project
                                  and id = :id
                                  and epoch = :epoch
                                """)
                        .param("phase", phase.key())
                        .param("refused", json.writeValueAsString(refused))
                        .param("lease", LEASE_SECONDS)
                        .param("now", utc(now))
                        .param("project", claimed.projectId())
                        .param("id", claimed.id())
                        .param("epoch", claimed.epoch())
                        .update()
                == 1;
    }

    /** The server's yes is true whoever holds the claim by now; only what a person gave up stays given up. */
    boolean accepted(
            EmailSubmission claimed,
            @Nullable List<RecipientFailure> refused,
            boolean filedByProvider,
            Instant now) {
        return db.sql(
                                """
                                update email_submission
                                set phase = 'accepted',
                                    failure = null,
                                    failure_args = '{}',
                                    recipient_failures = coalesce(:refused::jsonb, recipient_failures),
                                    attempts = 0,
                                    source = case when kind = 'invitation' then '' else source end,
                                    sent_copy = :copy,
                                    next_attempt_at = :next,
                                    lease_until = null,
                                    accepted_at = :now,
                                    updated_at = :now
                                where project_id = :project
                                  and id = :id
                                  and phase in ('data_sent', 'uncertain')
                                """)
                        .param(
                                "refused",
                                refused == null ? null : json.writeValueAsString(refused),
                                Types.VARCHAR)
                        .param("copy", filedByProvider ? "by_provider" : "pending")
                        .param(
                                "next",
                                filedByProvider ? null : utc(now),
                                Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("now", utc(now))
                        .param("project", claimed.projectId())
                        .param("id", claimed.id())
                        .update()
                == 1;
    }

    /**
     * Ends a try.
     *
     * @param refused null: as they were
     * @param next null: there is nothing more to do by itself
     */
    boolean end(
            EmailSubmission claimed,
            Phase phase,
            @Nullable Failure failure,
            @Nullable List<RecipientFailure> refused,
            @Nullable Instant next,
            Instant now) {
        return db.sql(
                                """
                                update email_submission
                                set attempts = case when (phase = 'uncertain') = (:phase = 'uncertain') then attempts else 0 end,
                                    phase = :phase,
                                    failure = :failure,
                                    failure_args = :args::jsonb,
                                    source = case when kind = 'invitation' and :next::timestamptz is null then '' else source end,
                                    recipient_failures = coalesce(:refused::jsonb, recipient_failures),
                                    next_attempt_at = :next,
                                    lease_until = null,
                                    updated_at = :now
                                where project_id = :project
                                  and id = :id
                                  and epoch = :epoch
                                """)
                        .param("phase", phase.key())
                        .param("failure", failure == null ? null : failure.code(), Types.VARCHAR)
                        .param(
                                "args",
                                json.writeValueAsString(
                                        failure == null ? Map.of() : failure.args()))
                        .param(
                                "refused",
                                refused == null ? null : json.writeValueAsString(refused),
                                Types.VARCHAR)
                        .param(
                                "next",
                                next == null ? null : utc(next),
                                Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("now", utc(now))
                        .param("project", claimed.projectId())
                        .param("id", claimed.id())
                        .param("epoch", claimed.epoch())
                        .update()
                == 1;
    }

    /** What became of the copy in Sent; {@code next} only while it is pending. */
    void filed(EmailSubmission claimed, String copy, @Nullable Instant next, Instant now) {
        db.sql(
                        """
                        update email_submission
                        set sent_copy = :copy,
                            next_attempt_at = :next,
                            lease_until = null,
                            updated_at = :now
                        where project_id = :project
                          and id = :id
                          and epoch = :epoch
                          and phase = 'accepted'
                        """)
                .param("copy", copy)
                .param("next", next == null ? null : utc(next), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("now", utc(now))
                .param("project", claimed.projectId())
                .param("id", claimed.id())
                .param("epoch", claimed.epoch())
                .update();
    }

    record Unattended(UUID projectId, UUID id, Instant due) {}

    /** Those with something to do for which no job is written: none, unless somebody removed jobs. */
    List<Unattended> unattended() {
        return db.sql(
                        """
                        select s.project_id, s.id, s.next_attempt_at
                        from email_submission s
                        where s.next_attempt_at is not null
                          and not exists (
                              select 1
                              from scheduled_tasks t
                              where t.task_name = :task
                                and t.task_instance like s.project_id || '/' || s.id || '%')
                        """)
                .param("task", SubmissionJobs.TASK)
                .query((row, n) ->
                        new Unattended(
                                row.getObject("project_id", UUID.class),
                                row.getObject("id", UUID.class),
                                row.getObject("next_attempt_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private EmailSubmission submission(ResultSet row, int n) throws SQLException {
        OffsetDateTime accepted = row.getObject("accepted_at", OffsetDateTime.class);
        return new EmailSubmission(
                row.getObject("project_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getObject("conversation_id", UUID.class),
                row.getString("message_id"),
                row.getString("envelope_from"),
                json.readValue(row.getString("recipients"), TEXTS),
                row.getBytes("source"),
                Phase.of(row.getString("phase")),
                row.getBoolean("invitation"),
                row.getBoolean("copy_pending"),
                row.getInt("attempts"),
                row.getObject("queued_at", OffsetDateTime.class).toInstant(),
                accepted == null ? null : accepted.toInstant(),
                row.getLong("epoch"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

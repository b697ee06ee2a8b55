package pl.rozmowa.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of {@code connection_attempt}. An attempt is seen and ended only by the member who began it. */
@Repository
class AttemptTable {

    private static final TypeReference<Map<String, Object>> ARGS = new TypeReference<>() {};

    private final JdbcClient db;
    private final JsonMapper json;

    AttemptTable(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    void begin(UUID projectId, UUID id, UUID memberId, String address, Instant now) {
        db.sql(
                        """
                        insert into connection_attempt (project_id, id, member_id, address, stage, started_at, updated_at)
                        values (:project, :id, :member, :address, 'looking_up', :now, :now)
                        """)
                .param("project", projectId)
                .param("id", id)
                .param("member", memberId)
                .param("address", address)
                .param("now", at(now))
                .update();
    }

    /** How many attempts of a member are under way. */
    int running(UUID projectId, UUID memberId, Instant aliveSince) {
        return db.sql(
                        """
                        select count(*)
                        from connection_attempt
                        where project_id = :project
                          and member_id = :member
                          and stage not in ('done', 'failed')
                          and updated_at >= :alive
                        """)
                .param("project", projectId)
                .param("member", memberId)
                .param("alive", at(aliveSince))
                .query(Integer.class)
                .single();
    }

    Optional<ConnectionAttempt> find(UUID projectId, UUID id, UUID memberId) {
        return db.sql(
                        """
                        select project_id, id, member_id, stage, folders_read, failure, failure_args, account_id, updated_at
                        from connection_attempt
                        where project_id = :project
                          and id = :id
                          and member_id = :member
                        """)
                .param("project", projectId)
                .param("id", id)
                .param("member", memberId)
                .query(this::attempt)
                .optional();
    }

    /** The attempt goes on; false when it was given up meanwhile. */
    boolean enter(UUID projectId, UUID id, ConnectionStage stage, Instant now) {
        return db.sql(
                                """
                                update connection_attempt
                                set stage = :stage,
                                    updated_at = :now
                                where project_id = :project
                                  and id = :id
                                  and stage not in ('done', 'failed')
                                """)
                        .param("stage", stage.key())
                        .param("now", at(now))
                        .param("project", projectId)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** The attempt has led to a mailbox; false when it was given up meanwhile. */
    boolean succeed(UUID projectId, UUID id, UUID accountId, int folders, Instant now) {
        return db.sql(
                                """
                                update connection_attempt
                                set stage = 'done',
                                    account_id = :account,
                                    folders_read = :folders,
                                    updated_at = :now
                                where project_id = :project
                                  and id = :id
                                  and stage not in ('done', 'failed')
                                """)
                        .param("account", accountId)
                        .param("folders", folders)
                        .param("now", at(now))
                        .param("project", projectId)
                        .param("id", id)
                        .update()
                == 1;
    }

    boolean fail(UUID projectId, UUID id, ConnectionFailure failure, Instant now) {
        return db.sql(
                                """
                                update connection_attempt
                                set stage = 'failed',
                                    failure = :code,
                                    failure_args = cast(:args as jsonb),
                                    updated_at = :now
                                where project_id = :project
                                  and id = :id
                                  and stage not in ('done', 'failed')
                                """)
                        .param("code", failure.code())
                        .param("args", json.writeValueAsString(failure.args()))
                        .param("now", at(now))
                        .param("project", projectId)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Attempts whose node has not been heard of are over. */
    int interruptSilent(UUID projectId, UUID memberId, Instant aliveSince, Instant now) {
        return db.sql(
                        """
                        update connection_attempt
                        set stage = 'failed',
                            failure = 'interrupted',
                            updated_at = :now
                        where project_id = :project
                          and member_id = :member
                          and stage not in ('done', 'failed')
                          and updated_at < :alive
                        """)
                .param("now", at(now))
                .param("project", projectId)
                .param("member", memberId)
                .param("alive", at(aliveSince))
                .update();
    }

    void stillAlive(Collection<UUID> ids, Instant now) {
        db.sql(
                        """
                        update connection_attempt
                        set updated_at = :now
                        where id = any(cast(:ids as uuid[]))
                          and stage not in ('done', 'failed')
                        """)
                .param("now", at(now))
                .param("ids", Uuids.texts(ids))
                .update();
    }

    void giveUp(UUID projectId, UUID id, UUID memberId) {
        db.sql(
                        """
                        delete from connection_attempt
                        where project_id = :project
                          and id = :id
                          and member_id = :member
                        """)
                .param("project", projectId)
                .param("id", id)
                .param("member", memberId)
                .update();
    }

    void forgetBefore(UUID projectId, Instant day) {
        db.sql(
                        """
                        delete from connection_attempt
                        where project_id = :project
                          and started_at < :day
                        """)
                .param("project", projectId)
                .param("day", at(day))
                .update();
    }

    private ConnectionAttempt attempt(ResultSet row, int n) throws SQLException {
        return new ConnectionAttempt(
                row.getObject("project_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getObject("member_id", UUID.class),
                ConnectionStage.of(row.getString("stage")),
                row.getInt("folders_read"),
                failure(row.getString("failure"), row.getString("failure_args")),
                row.getObject("account_id", UUID.class),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private @Nullable ConnectionFailure failure(@Nullable String code, String args) {
        return code == null ? null : new ConnectionFailure(code, json.readValue(args, ARGS));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

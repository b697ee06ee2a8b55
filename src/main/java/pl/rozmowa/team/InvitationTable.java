package pl.rozmowa.team;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class InvitationTable {

    private final JdbcClient jdbc;

    InvitationTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Invitation invitation, byte[] tokenHash) {
        jdbc.sql(
                        """
                        insert into invitation (project_id, id, email, email_key, role, token_hash, invited_by, created_at, expires_at)
                        values (:project, :id, :email, :emailKey, :role, :hash, :by, :at, :expires)
                        """)
                .param("project", invitation.projectId())
                .param("id", invitation.id())
                .param("email", invitation.email())
                .param("emailKey", invitation.emailKey())
                .param("role", invitation.role().code())
                .param("hash", tokenHash)
                .param("by", invitation.invitedBy())
                .param("at", invitation.createdAt().atOffset(ZoneOffset.UTC))
                .param("expires", invitation.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    List<Invitation> open(UUID projectId, Instant now) {
        return jdbc.sql(
                        """
                        select project_id, id, email, email_key, role, invited_by, created_at, expires_at
                        from invitation
                        where project_id = :project
                          and accepted_at is null
                          and revoked_at is null
                          and expires_at > :now
                        order by created_at desc, id
                        """)
                .param("project", projectId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(InvitationTable::invitation)
                .list();
    }

    /** The open invitation of that token; one whose sender left or may no longer invite is not open. */
    Optional<Invitation> open(byte[] tokenHash, Instant now) {
        return jdbc.sql(
                        """
                        select i.project_id, i.id, i.email, i.email_key, i.role, i.invited_by, i.created_at, i.expires_at
                        from invitation i
                        join member m on m.project_id = i.project_id and m.id = i.invited_by
                        where i.token_hash = :hash
                          and i.accepted_at is null
                          and i.revoked_at is null
                          and i.expires_at > :now
                          and m.left_at is null
                          and m.role in ('owner', 'admin')
                        """)
                .param("hash", tokenHash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(InvitationTable::invitation)
                .optional();
    }

    /** Uses the invitation up; false when somebody else was faster or it is no longer open. */
    boolean accept(Invitation invitation, Instant now) {
        return jdbc.sql(
                                """
                                update invitation
                                set accepted_at = :now
                                where project_id = :project
                                  and id = :id
                                  and accepted_at is null
                                  and revoked_at is null
                                  and expires_at > :now
                                """)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("project", invitation.projectId())
                        .param("id", invitation.id())
                        .update()
                == 1;
    }

    boolean revoke(UUID projectId, UUID id, Instant now) {
        return jdbc.sql(
                                """
                                update invitation
                                set revoked_at = :now
                                where project_id = :project
                                  and id = :id
                                  and accepted_at is null
                                  and revoked_at is null
                                """)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("project", projectId)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Which of them were open still. */
    List<UUID> revokeOfAddress(UUID projectId, String emailKey, Instant now) {
        return jdbc
                .sql(
                        """
                        update invitation
                        set revoked_at = :now
                        where project_id = :project
                          and email_key = :email
                          and accepted_at is null
                          and revoked_at is null
                        returning id, expires_at > :now as open
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("project", projectId)
                .param("email", emailKey)
                .query((row, number) ->
                        row.getBoolean("open")
                                ? Optional.of(row.getObject("id", UUID.class))
                                : Optional.<UUID>empty())
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Invitation invitation(ResultSet row, int number) throws SQLException {
        return new Invitation(
                row.getObject("project_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getString("email"),
                row.getString("email_key"),
                Role.stored(row.getString("role")),
                row.getObject("invited_by", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }
}

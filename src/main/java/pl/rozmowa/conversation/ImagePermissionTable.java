package pl.rozmowa.conversation;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whose remote images a member sees without being asked. */
@Repository
class ImagePermissionTable {

    private final JdbcClient db;
    private final Clock clock;

    ImagePermissionTable(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    void set(UUID projectId, UUID memberId, String emailKey, boolean allowed) {
        String sql =
                allowed
                        ? """
                        insert into image_permission (project_id, member_id, email_key, allowed_at)
                        values (:project, :member, :email, :now)
                        on conflict do nothing
                        """
                        : """
                        delete from image_permission
                        where project_id = :project
                          and member_id = :member
                          and email_key = :email
                        """;
        JdbcClient.StatementSpec change =
                db.sql(sql)
                        .param("project", projectId)
                        .param("member", memberId)
                        .param("email", emailKey);
        (allowed ? change.param("now", Timestamp.from(clock.instant())) : change).update();
    }
}

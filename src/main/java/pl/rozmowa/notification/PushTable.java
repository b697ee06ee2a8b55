package pl.rozmowa.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code push_message}: what is on its way to browsers. */
@Repository
class PushTable {

    /** Whoever takes over somebody's work finds all of it under the bell; a browser that says so hundreds of times is turned off. */
    private static final int WAITING = 20;

    private final JdbcClient db;
    private final Clock clock;

    PushTable(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * A message with all that sending it needs, as it is now.
     *
     * @param conversationId what it is about; null for a mailbox
     * @param subject of the conversation, where the member wants browsers to show it
     */
    record Due(
            UUID projectId,
            UUID id,
            UUID subscriptionId,
            String endpoint,
            byte[] publicKey,
            byte[] auth,
            Kind kind,
            @Nullable UUID conversationId,
            @Nullable UUID accountId,
            @Nullable String subject,
            int count,
            String language,
            QuietHours quiet,
            int attempts,
            Instant createdAt) {}

    /** One for each browser of each member who was told; what waits already says it too. */
    List<UUID> add(UUID projectId, Collection<UUID> notifications) {
        return db.sql(
                        """
                        insert into push_message (project_id, id, subscription_id, notification_id, created_at)
                        select n.project_id, uuidv7(), s.id, n.id, :now
                        from notification n
                        join push_subscription s on s.project_id = n.project_id and s.member_id = n.member_id
                        where n.project_id = :project
                          and n.id = any(:ids::uuid[])
                          and (select count(*)
                               from push_message q
                               where q.project_id = s.project_id
                                 and q.subscription_id = s.id) < :most
                        on conflict (project_id, subscription_id, notification_id) do nothing
                        returning id
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("project", projectId)
                .param("ids", notifications.toArray(UUID[]::new))
                .param("most", WAITING)
                .query(UUID.class)
                .list();
    }

    /** Empty when there is nothing to say any more: it was read, is out of sight, or the browser is gone. */
    Optional<Due> due(UUID projectId, UUID id) {
        return db.sql(
                        """
                        select q.project_id, q.id, q.attempts, q.created_at, s.id as subscription_id, s.endpoint, s.public_key, s.auth,
                               n.kind, n.count, c.id as conversation_id, a.id as account_id,
                               case when d.push_subject then c.subject end as subject,
                               coalesce(p.language, 'pl') as language, coalesce(p.time_zone, 'Europe/Warsaw') as time_zone,
                               d.quiet_from, d.quiet_until, coalesce(d.quiet_weekends, false) as quiet_weekends
                        from push_message q
                        join push_subscription s on s.project_id = q.project_id and s.id = q.subscription_id
                        join notification n on n.project_id = q.project_id and n.id = q.notification_id
                                           and n.member_id = s.member_id
                        join member m on m.project_id = n.project_id and m.id = n.member_id and m.left_at is null
                        join person p on p.id = m.person_id
                        left join notification_schedule d on d.project_id = n.project_id and d.member_id = n.member_id
                        """
                                + NotificationList.VISIBLE
                                + """
                                and q.project_id = :project
                                and q.id = :id
                                and n.read_at is null
                                """)
                .param("project", projectId)
                .param("id", id)
                .query(PushTable::due)
                .optional();
    }

    void failed(UUID projectId, UUID id) {
        db.sql(
                        """
                        update push_message
                        set attempts = attempts + 1
                        where project_id = :project
                          and id = :id
                        """)
                .param("project", projectId)
                .param("id", id)
                .update();
    }

    void remove(UUID projectId, UUID id) {
        db.sql("delete from push_message where project_id = :project and id = :id")
                .param("project", projectId)
                .param("id", id)
                .update();
    }

    private static Due due(ResultSet row, int number) throws SQLException {
        return new Due(
                row.getObject("project_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getObject("subscription_id", UUID.class),
                row.getString("endpoint"),
                row.getBytes("public_key"),
                row.getBytes("auth"),
                Kind.stored(row.getString("kind")),
                row.getObject("conversation_id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getString("subject"),
                row.getInt("count"),
                row.getString("language"),
                new QuietHours(
                        row.getObject("quiet_from", LocalTime.class),
                        row.getObject("quiet_until", LocalTime.class),
                        row.getBoolean("quiet_weekends"),
                        ZoneId.of(row.getString("time_zone"))),
                row.getInt("attempts"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}

package pl.rozmowa.notification;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.platform.Ids;
import pl.rozmowa.team.CurrentMember;

/** The rows of {@code push_subscription}. */
@Repository
class SubscriptionTable {

    private final JdbcClient db;
    private final Clock clock;

    SubscriptionTable(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * A browser as JSON shows it; its endpoint is a secret between it and us.
     *
     * @param toldAt when it was last told something
     */
    record Shown(UUID id, String browser, Instant createdAt, @Nullable Instant toldAt) {}

    List<Shown> of(CurrentMember who) {
        return db.sql(
                        """
                        select id, browser, created_at, told_at
                        from push_subscription
                        where project_id = :project
                          and member_id = :member
                        order by created_at desc, id desc
                        """)
                .param("project", who.projectId())
                .param("member", who.memberId())
                .query((row, number) -> {
                    OffsetDateTime told = row.getObject("told_at", OffsetDateTime.class);
                    return new Shown(
                            row.getObject("id", UUID.class),
                            row.getString("browser"),
                            row.getObject("created_at", OffsetDateTime.class).toInstant(),
                            told == null ? null : told.toInstant());
                })
                .list();
    }

    /** Keeps the browser for this member alone: whoever used it before is not told in it any more. */
    UUID keep(CurrentMember who, String endpoint, byte[] publicKey, byte[] auth, String browser) {
        return db.sql(
                        """
                        insert into push_subscription as s
                            (project_id, id, member_id, endpoint, public_key, auth, browser, created_at)
                        values (:project, :id, :member, :endpoint, :key, :auth, :browser, :now)
                        on conflict (project_id, endpoint) do update
                        set member_id = excluded.member_id,
                            public_key = excluded.public_key,
                            auth = excluded.auth,
                            browser = excluded.browser,
                            created_at = case when s.member_id = excluded.member_id then s.created_at
                                              else excluded.created_at end
                        returning id
                        """)
                .param("project", who.projectId())
                .param("id", Ids.next())
                .param("member", who.memberId())
                .param("endpoint", endpoint)
                .param("key", publicKey)
                .param("auth", auth)
                .param("browser", browser)
                .param("now", Timestamp.from(clock.instant()))
                .query(UUID.class)
                .single();
    }

    boolean remove(CurrentMember who, UUID id) {
        return db.sql(
                                """
                                delete from push_subscription
                                where project_id = :project
                                  and member_id = :member
                                  and id = :id
                                """)
                        .param("project", who.projectId())
                        .param("member", who.memberId())
                        .param("id", id)
                        .update()
                == 1;
    }

    /** The push service knows it no more. */
    void gone(UUID projectId, UUID id) {
        db.sql("delete from push_subscription where project_id = :project and id = :id")
                .param("project", projectId)
                .param("id", id)
                .update();
    }

    void told(UUID projectId, UUID id) {
        db.sql(
                        """
                        update push_subscription
                        set told_at = :now
                        where project_id = :project
                          and id = :id
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("project", projectId)
                .param("id", id)
                .update();
    }
}

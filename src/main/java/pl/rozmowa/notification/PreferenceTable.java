package pl.rozmowa.notification;

import java.sql.Time;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code notification_choice} and {@code notification_schedule}. */
@Repository
class PreferenceTable {

    private final JdbcClient db;
    private final Clock clock;

    PreferenceTable(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * @param quietFrom null: no quiet hours
     * @param pushSubject browsers show the subject of the conversation too
     */
    record Schedule(
            @Nullable LocalTime quietFrom,
            @Nullable LocalTime quietUntil,
            boolean quietWeekends,
            boolean pushSubject,
            Digest digest,
            int digestHour) {

        static final Schedule USUAL = new Schedule(null, null, false, false, Digest.OFF, 8);
    }

    /** Of every kind, chosen or usual. */
    Map<Kind, Kind.Channels> channels(UUID projectId, UUID memberId) {
        Map<Kind, Kind.Channels> all = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            all.put(kind, kind.usual());
        }
        db.sql(
                        """
                        select kind, in_app, by_push, by_email
                        from notification_choice
                        where project_id = :project
                          and member_id = :member
                        """)
                .param("project", projectId)
                .param("member", memberId)
                .query((row, number) ->
                        all.put(
                                Kind.stored(row.getString(1)),
                                new Kind.Channels(
                                        row.getBoolean(2), row.getBoolean(3), row.getBoolean(4))))
                .list();
        return all;
    }

    void choose(UUID projectId, UUID memberId, Kind kind, Kind.Channels channels) {
        db.sql(
                        """
                        insert into notification_choice (project_id, member_id, kind, in_app, by_push, by_email)
                        values (:project, :member, :kind, :inApp, :push, :email)
                        on conflict (project_id, member_id, kind) do update
                        set in_app = excluded.in_app,
                            by_push = excluded.by_push,
                            by_email = excluded.by_email
                        """)
                .param("project", projectId)
                .param("member", memberId)
                .param("kind", kind.key())
                .param("inApp", channels.inApp())
                .param("push", channels.push())
                .param("email", channels.email())
                .update();
    }

    Schedule schedule(UUID projectId, UUID memberId) {
        return db.sql(
                        """
                        select quiet_from, quiet_until, quiet_weekends, push_subject, digest, digest_hour
                        from notification_schedule
                        where project_id = :project
                          and member_id = :member
                        """)
                .param("project", projectId)
                .param("member", memberId)
                .query((row, number) ->
                        new Schedule(
                                row.getObject("quiet_from", LocalTime.class),
                                row.getObject("quiet_until", LocalTime.class),
                                row.getBoolean("quiet_weekends"),
                                row.getBoolean("push_subject"),
                                Digest.find(row.getString("digest")).orElseThrow(),
                                row.getInt("digest_hour")))
                .optional()
                .orElse(Schedule.USUAL);
    }

    /** Whoever turns the digest on gets the first one when it is next due, not at once. */
    void keep(UUID projectId, UUID memberId, Schedule schedule) {
        db.sql(
                        """
                        insert into notification_schedule as s
                            (project_id, member_id, quiet_from, quiet_until, quiet_weekends, push_subject,
                             digest, digest_hour, digest_at)
                        values (:project, :member, :from, :until, :weekends, :subject, :digest, :hour, :now)
                        on conflict (project_id, member_id) do update
                        set quiet_from = excluded.quiet_from,
                            quiet_until = excluded.quiet_until,
                            quiet_weekends = excluded.quiet_weekends,
                            push_subject = excluded.push_subject,
                            digest = excluded.digest,
                            digest_hour = excluded.digest_hour,
                            digest_at = case when s.digest = excluded.digest then s.digest_at else excluded.digest_at end
                        """)
                .param("project", projectId)
                .param("member", memberId)
                .param("from", time(schedule.quietFrom()))
                .param("until", time(schedule.quietUntil()))
                .param("weekends", schedule.quietWeekends())
                .param("subject", schedule.pushSubject())
                .param("digest", schedule.digest().key())
                .param("hour", schedule.digestHour())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private static @Nullable Time time(@Nullable LocalTime time) {
        return time == null ? null : Time.valueOf(time);
    }
}

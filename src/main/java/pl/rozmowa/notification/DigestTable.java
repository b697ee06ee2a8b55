package pl.rozmowa.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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

/** Who waits for a digest, and what belongs in it. */
@Repository
class DigestTable {

    private static final String READERS =
            """
            select s.project_id, s.member_id, s.digest, s.digest_hour, s.digest_at, s.quiet_from, s.quiet_until, s.quiet_weekends,
                   p.name, p.email, coalesce(p.language, 'pl') as language, coalesce(p.time_zone, 'Europe/Warsaw') as time_zone,
                   j.name as project, b.account_id
            from notification_schedule s
            join notice_mailbox b on b.project_id = s.project_id
            join project j on j.id = s.project_id
            join member m on m.project_id = s.project_id and m.id = s.member_id and m.left_at is null
            join person p on p.id = m.person_id
            where s.digest <> 'off'
              and (s.digest_after is null or s.digest_after <= :now)
            """;

    private final JdbcClient db;

    DigestTable(JdbcClient db) {
        this.db = db;
    }

    /**
     * A member who wants digests.
     *
     * @param from the mailbox that it is sent from
     * @param last when the last one was due
     */
    record Reader(
            UUID projectId,
            UUID memberId,
            Digest digest,
            int hour,
            Instant last,
            QuietHours quiet,
            String name,
            String email,
            String language,
            ZoneId zone,
            String project,
            UUID from) {

        boolean isDue(Instant now) {
            return digest.isDue(now, hour, zone, last) && quiet.endAfter(now).isEmpty();
        }
    }

    /** A line of a digest, as its reader may see it now. */
    record Line(
            UUID id,
            Kind kind,
            int count,
            @Nullable UUID conversationId,
            @Nullable UUID accountId,
            @Nullable String subject,
            @Nullable String address) {}

    /** Those who may have something to be told; whether it is time, the caller works out. */
    List<Reader> waiting(Instant now) {
        return db.sql(
                        READERS
                                + """
                                and (s.digest = 'daily'
                                     or exists (
                                    select 1
                                    from notification n
                                    where n.project_id = s.project_id
                                      and n.member_id = s.member_id
                                      and n.read_at is null
                                      and n.mailed_at is null
                                      and n.by_email))
                                order by s.project_id, s.member_id
                                """)
                .param("now", Timestamp.from(now))
                .query(DigestTable::reader)
                .list();
    }

    /** The same reader as they are now, while nobody else sends to them; empty where another node does. */
    Optional<Reader> hold(UUID projectId, UUID memberId, Instant now) {
        return db.sql(
                        READERS
                                + """
                                and s.project_id = :project
                                and s.member_id = :member
                                for update of s skip locked
                                """)
                .param("now", Timestamp.from(now))
                .param("project", projectId)
                .param("member", memberId)
                .query(DigestTable::reader)
                .optional();
    }

    /** What is unread, was in no digest yet and can be seen, newest first. */
    List<Line> lines(Reader reader, int most) {
        return db.sql(
                        """
                        select n.id, n.kind, n.count, c.id as conversation_id, a.id as account_id, c.subject, a.address
                        from notification n
                        """
                                + NotificationList.VISIBLE
                                + """
                                and n.project_id = :project
                                and n.member_id = :member
                                and n.read_at is null
                                and n.mailed_at is null
                                and n.by_email
                                order by n.at desc, n.id desc
                                limit :most
                                """)
                .param("project", reader.projectId())
                .param("member", reader.memberId())
                .param("most", most)
                .query((row, number) ->
                        new Line(
                                row.getObject("id", UUID.class),
                                Kind.stored(row.getString("kind")),
                                row.getInt("count"),
                                row.getObject("conversation_id", UUID.class),
                                row.getObject("account_id", UUID.class),
                                row.getString("subject"),
                                row.getString("address")))
                .list();
    }

    void mailed(Reader reader, Collection<UUID> lines, Instant now) {
        db.sql(
                        """
                        update notification
                        set mailed_at = :now
                        where project_id = :project
                          and id = any(:ids::uuid[])
                        """)
                .param("now", Timestamp.from(now))
                .param("project", reader.projectId())
                .param("ids", lines.toArray(UUID[]::new))
                .update();
        db.sql(
                        """
                        update notification_schedule
                        set digest_at = :now,
                            digest_after = null
                        where project_id = :project
                          and member_id = :member
                        """)
                .param("now", Timestamp.from(now))
                .param("project", reader.projectId())
                .param("member", reader.memberId())
                .update();
    }

    /** It did not go out after all: told again, not before {@code after}. */
    void notMailed(Reader reader, Collection<UUID> lines, Instant at, Instant after) {
        db.sql(
                        """
                        update notification
                        set mailed_at = null
                        where project_id = :project
                          and id = any(:ids::uuid[])
                          and mailed_at = :at
                        """)
                .param("project", reader.projectId())
                .param("ids", lines.toArray(UUID[]::new))
                .param("at", Timestamp.from(at))
                .update();
        db.sql(
                        """
                        update notification_schedule
                        set digest_at = :last,
                            digest_after = :after
                        where project_id = :project
                          and member_id = :member
                        """)
                .param("last", Timestamp.from(reader.last()))
                .param("after", Timestamp.from(after))
                .param("project", reader.projectId())
                .param("member", reader.memberId())
                .update();
    }

    private static Reader reader(ResultSet row, int number) throws SQLException {
        ZoneId zone = ZoneId.of(row.getString("time_zone"));
        return new Reader(
                row.getObject("project_id", UUID.class),
                row.getObject("member_id", UUID.class),
                Digest.find(row.getString("digest")).orElseThrow(),
                row.getInt("digest_hour"),
                row.getObject("digest_at", OffsetDateTime.class).toInstant(),
                new QuietHours(
                        row.getObject("quiet_from", LocalTime.class),
                        row.getObject("quiet_until", LocalTime.class),
                        row.getBoolean("quiet_weekends"),
                        zone),
                row.getString("name"),
                row.getString("email"),
                row.getString("language"),
                zone,
                row.getString("project"),
                row.getObject("account_id", UUID.class));
    }
}

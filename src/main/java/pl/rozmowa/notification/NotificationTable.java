package pl.rozmowa.notification;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code notification}, as they are made, read and forgotten. */
@Repository
class NotificationTable {

    /** What is unread already of the same kind about the same thing stays one line. */
    private static final String MAKE =
            """
            insert into notification as n
                (project_id, id, member_id, kind, conversation_id, account_id, actor_id, subject_id, count,
                 in_app, by_push, by_email, at)
            select m.project_id, uuidv7(), m.id, :kind, :conversation::uuid, :account::uuid, :actor::uuid, :subject, :count,
                   coalesce(ch.in_app, :inApp), coalesce(ch.by_push, :push), coalesce(ch.by_email, :email), :now
            from member m
            left join notification_choice ch on ch.project_id = m.project_id and ch.member_id = m.id and ch.kind = :kind
            where m.project_id = :project
              and m.left_at is null
              and m.id is distinct from :actor::uuid
              and (coalesce(ch.in_app, :inApp) or coalesce(ch.by_push, :push) or coalesce(ch.by_email, :email))
            """;

    private static final String ONE_LINE =
            """
            order by m.id
            on conflict (project_id, member_id, kind, subject_id) where read_at is null do update
            set count = n.count + excluded.count,
                actor_id = excluded.actor_id,
                in_app = excluded.in_app,
                by_push = excluded.by_push,
                by_email = excluded.by_email,
                at = excluded.at,
                mailed_at = null
            returning n.id, n.member_id, n.in_app, n.by_push, n.count
            """;

    private final JdbcClient db;
    private final Clock clock;

    NotificationTable(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * Something to tell of.
     *
     * @param actor who did it, and so is not told; null: it came about by itself
     * @param subject what it is about
     */
    record News(
            UUID projectId,
            Kind kind,
            @Nullable UUID conversationId,
            @Nullable UUID accountId,
            @Nullable UUID actor,
            UUID subject,
            int count) {

        static News of(UUID projectId, Kind kind, UUID conversationId, @Nullable UUID actor) {
            return new News(projectId, kind, conversationId, null, actor, conversationId, 1);
        }
    }

    /** @param count how many times now, with those that were unread before */
    record Made(UUID id, UUID memberId, boolean inApp, boolean byPush, int count) {}

    /** Tells these members, of those the ones who reach the conversation. */
    List<Made> make(News news, Collection<UUID> members) {
        return make(
                        MAKE
                                + """
                                and m.id = any(:members::uuid[])
                                and exists (
                                    select 1
                                    from conversation_access x
                                    where x.project_id = m.project_id
                                      and x.conversation_id = :conversation
                                      and x.member_id = m.id)
                                """
                                + ONE_LINE,
                        news)
                .param("members", members.toArray(UUID[]::new))
                .query(Made.class)
                .list();
    }

    /** Tells everybody who reaches the mailbox of a conversation. */
    List<Made> makeForMailbox(News news, UUID accountId) {
        return make(
                        MAKE
                                + """
                                and exists (
                                    select 1
                                    from account_access x
                                    where x.project_id = m.project_id
                                      and x.account_id = :mailbox
                                      and x.member_id = m.id)
                                """
                                + ONE_LINE,
                        news)
                .param("mailbox", accountId)
                .query(Made.class)
                .list();
    }

    /** Tells those who manage the mailbox. */
    List<Made> makeForManagers(News news) {
        return make(
                        MAKE
                                + """
                                and exists (
                                    select 1
                                    from account_access x
                                    where x.project_id = m.project_id
                                      and x.account_id = :account
                                      and x.member_id = m.id
                                      and x.level = 'manage')
                                """
                                + ONE_LINE,
                        news)
                .query(Made.class)
                .list();
    }

    private JdbcClient.StatementSpec make(String sql, News news) {
        Kind.Channels usual = news.kind().usual();
        return db.sql(sql)
                .param("project", news.projectId())
                .param("kind", news.kind().key())
                .param("conversation", news.conversationId())
                .param("account", news.accountId())
                .param("actor", news.actor())
                .param("subject", news.subject())
                .param("count", news.count())
                .param("inApp", usual.inApp())
                .param("push", usual.push())
                .param("email", usual.email())
                .param("now", now());
    }

    /** Takes back what was not read yet, because something said more takes its place. */
    void takeBack(UUID projectId, Kind kind, UUID conversationId, UUID memberId) {
        db.sql(
                        """
                        delete from notification
                        where project_id = :project
                          and conversation_id = :conversation
                          and member_id = :member
                          and kind = :kind
                          and read_at is null
                        """)
                .param("project", projectId)
                .param("conversation", conversationId)
                .param("member", memberId)
                .param("kind", kind.key())
                .update();
    }

    /** Nobody needs to look any more; whether there was somebody who did not know. */
    boolean settle(UUID projectId, Kind kind, UUID conversationId) {
        return db.sql(
                                """
                                update notification
                                set read_at = :now
                                where project_id = :project
                                  and conversation_id = :conversation
                                  and kind = :kind
                                  and read_at is null
                                """)
                        .param("now", now())
                        .param("project", projectId)
                        .param("conversation", conversationId)
                        .param("kind", kind.key())
                        .update()
                > 0;
    }

    /** False where it is not theirs; marking again what is unread of the same already joins nothing. */
    boolean mark(UUID projectId, UUID memberId, UUID id, boolean read) {
        return db.sql(
                                """
                                update notification n
                                set read_at = case when :read then coalesce(n.read_at, :now)
                                                   when exists (
                                                       select 1
                                                       from notification other
                                                       where other.project_id = n.project_id
                                                         and other.member_id = n.member_id
                                                         and other.kind = n.kind
                                                         and other.subject_id = n.subject_id
                                                         and other.read_at is null) then n.read_at
                                              end
                                where n.project_id = :project
                                  and n.member_id = :member
                                  and n.id = :id
                                """)
                        .param("read", read)
                        .param("now", now())
                        .param("project", projectId)
                        .param("member", memberId)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** All of a member's, or those about one conversation (also what was merged into it); how many were unread. */
    int markAll(UUID projectId, UUID memberId, @Nullable UUID conversationId) {
        return db.sql(
                        """
                        with held as (
                            select n.id
                            from notification n
                            where n.project_id = :project
                              and n.member_id = :member
                              and n.read_at is null
                              and (:conversation::uuid is null
                                   or n.conversation_id = :conversation
                                   or exists (
                                       select 1
                                       from conversation c
                                       where c.project_id = n.project_id
                                         and c.id = n.conversation_id
                                         and c.merged_into = :conversation))
                            order by n.id
                            for no key update of n
                        )
                        update notification n
                        set read_at = :now
                        from held
                        where n.project_id = :project
                          and n.id = held.id
                          and n.read_at is null
                        """)
                .param("now", now())
                .param("project", projectId)
                .param("member", memberId)
                .param("conversation", conversationId)
                .update();
    }

    /** Forgets what was read before the one moment, and everything from before the other. */
    int forgetOld(Instant readBefore, Instant madeBefore, int most) {
        return db.sql(
                        """
                        delete from notification
                        where (project_id, id) in (
                            select project_id, id
                            from notification
                            where at < :read
                              and (read_at is not null or at < :made)
                            limit :most)
                        """)
                .param("read", Timestamp.from(readBefore))
                .param("made", Timestamp.from(madeBefore))
                .param("most", most)
                .update();
    }

    /** Whoever leaves takes nothing along and is told nothing more. */
    void forget(UUID projectId, UUID memberId) {
        for (String table :
                List.of(
                        "notification",
                        "notification_choice",
                        "notification_schedule",
                        "push_subscription")) {
            db.sql("delete from " + table + " where project_id = :project and member_id = :member")
                    .param("project", projectId)
                    .param("member", memberId)
                    .update();
        }
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}

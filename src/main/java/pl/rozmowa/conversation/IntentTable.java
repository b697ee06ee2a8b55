package pl.rozmowa.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.platform.Ids;

/** The rows of {@code email_intent}: of each kind an email has one at most, and the later wish takes the place of the earlier. */
@Repository
class IntentTable {

    private static final int AT_ONCE = 500;

    private final JdbcClient db;
    private final Clock clock;

    IntentTable(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Writes a wish down for each of these emails, in place of an earlier one of its kind. */
    void wish(UUID projectId, UUID accountId, UUID memberId, Collection<UUID> emails, Wish wish) {
        if (emails.isEmpty()) {
            return;
        }
        db.sql(
                        """
                        insert into email_intent (project_id, email_id, kind, id, account_id, member_id, wanted, goal, folder_id,
                                                  wished_at, due_at)
                        select :project, w.email, :kind, w.id, :account, :member, :wanted::boolean, :goal::text, :folder::uuid,
                               :now, :now
                        from unnest(:emails::uuid[], :ids::uuid[]) as w (email, id)
                        on conflict (project_id, email_id, kind) do update
                        set id = excluded.id,
                            member_id = excluded.member_id,
                            wanted = excluded.wanted,
                            goal = excluded.goal,
                            folder_id = excluded.folder_id,
                            wished_at = excluded.wished_at,
                            sent_at = null,
                            state = 'waiting',
                            attempts = 0,
                            due_at = excluded.due_at,
                            failure = null
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .param("member", memberId)
                .param("kind", wish.kind())
                .param(
                        "wanted",
                        switch (wish) {
                            case Wish.Seen seen -> (Boolean) seen.wanted();
                            case Wish.Flagged flagged -> (Boolean) flagged.wanted();
                            case Wish.Placed _ -> null;
                        })
                .param("goal", wish instanceof Wish.Placed placed ? placed.goal().key() : null)
                .param("folder", wish instanceof Wish.Placed placed ? placed.folderId() : null)
                .param("now", now())
                .param("emails", Rows.array(emails))
                .param("ids", emails.stream().map(email -> Ids.next()).toArray(UUID[]::new))
                .update();
    }

    /** Emails among these about which something of this kind may just be happening at the server. */
    List<UUID> underWay(UUID projectId, Collection<UUID> emails, String kind) {
        return db.sql(
                        """
                        select i.email_id
                        from email_intent i
                        where i.project_id = :project
                          and i.email_id = any(:emails::uuid[])
                          and i.kind = :kind
                          and i.sent_at is not null
                        union
                        select m.email_id
                        from email_move m
                        where m.project_id = :project
                          and m.email_id = any(:emails::uuid[])
                          and m.done_at is null
                          and :kind = 'place'
                        """)
                .param("project", projectId)
                .param("emails", Rows.array(emails))
                .param("kind", kind)
                .query(UUID.class)
                .list();
    }

    /** Emails among these with a wish of this kind of which the server knows nothing yet. */
    List<UUID> unsent(UUID projectId, Collection<UUID> emails, String kind) {
        return db.sql(
                        """
                        select email_id
                        from email_intent
                        where project_id = :project
                          and email_id = any(:emails::uuid[])
                          and kind = :kind
                          and sent_at is null
                        """)
                .param("project", projectId)
                .param("emails", Rows.array(emails))
                .param("kind", kind)
                .query(UUID.class)
                .list();
    }

    /** Emails among these of which it is remembered where they lay before somebody put them away here. */
    List<UUID> moved(UUID projectId, Collection<UUID> emails) {
        return db.sql(
                        """
                        select distinct m.email_id
                        from email_move m
                        where m.project_id = :project
                          and m.email_id = any(:emails::uuid[])
                        """)
                .param("project", projectId)
                .param("emails", Rows.array(emails))
                .query(UUID.class)
                .list();
    }

    /** The server has what is wanted now: nothing is left to do. */
    void withdraw(UUID projectId, Collection<UUID> emails, String kind) {
        db.sql(
                        """
                        delete from email_intent
                        where project_id = :project
                          and email_id = any(:emails::uuid[])
                          and kind = :kind
                        """)
                .param("project", projectId)
                .param("emails", Rows.array(emails))
                .param("kind", kind)
                .update();
    }

    boolean isAnyDue(UUID projectId, UUID accountId) {
        return db.sql(
                        """
                        select exists (
                            select 1
                            from email_intent
                            where project_id = :project
                              and account_id = :account
                              and state = 'waiting'
                              and due_at <= :now)
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .param("now", now())
                .query(Boolean.class)
                .single();
    }

    Optional<Instant> nextDue(UUID projectId, UUID accountId) {
        return db.sql(
                        """
                        select due_at
                        from email_intent
                        where project_id = :project
                          and account_id = :account
                          and state = 'waiting'
                        order by due_at
                        limit 1
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** What is to be done now, the oldest wish first; a bounded part of it. */
    List<OpenWish> due(UUID projectId, UUID accountId) {
        return db.sql(
                        """
                        select i.id, i.email_id, e.conversation_id, i.kind, i.wanted, i.goal, i.folder_id, i.attempts
                        from email_intent i
                        join email e on e.project_id = i.project_id and e.id = i.email_id
                        where i.project_id = :project
                          and i.account_id = :account
                          and i.state = 'waiting'
                          and i.due_at <= :now
                        order by i.wished_at, i.id
                        limit :most
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .param("now", now())
                .param("most", AT_ONCE)
                .query(IntentTable::open)
                .list();
    }

    /**
     * From here on the server may have done it.
     *
     * @return those that still stand: the others were taken back, or another wish has their place
     */
    List<UUID> sent(UUID projectId, Collection<UUID> wishes) {
        return db.sql(
                        """
                        update email_intent
                        set sent_at = :now
                        where project_id = :project
                          and id = any(:ids::uuid[])
                        returning id
                        """)
                .param("project", projectId)
                .param("now", now())
                .param("ids", Rows.array(wishes))
                .query(UUID.class)
                .list();
    }

    /** Done at the server. A wish that took their place meanwhile stays. */
    void acknowledged(UUID projectId, Collection<UUID> wishes) {
        db.sql(
                        """
                        delete from email_intent
                        where project_id = :project
                          and id = any(:ids::uuid[])
                        """)
                .param("project", projectId)
                .param("ids", Rows.array(wishes))
                .update();
    }

    /**
     * Refused by the server.
     *
     * @param again when it is tried again; null when only a person can have it tried again
     * @return whether the wish is still the one that is wanted
     */
    boolean refused(UUID projectId, UUID wish, String reason, @Nullable Instant again) {
        return db.sql(
                                """
                                update email_intent
                                set failure = :reason,
                                    attempts = attempts + 1,
                                    sent_at = null,
                                    state = case when :again::timestamptz is null then 'failed' else 'waiting' end,
                                    due_at = coalesce(:again::timestamptz, due_at)
                                where project_id = :project
                                  and id = :wish
                                """)
                        .param("project", projectId)
                        .param("wish", wish)
                        .param("reason", reason)
                        .param("again", again == null ? null : again.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** The wishes about a conversation that were refused for good. */
    List<OpenWish> failed(UUID projectId, UUID conversationId) {
        return db.sql(
                        """
                        select i.id, i.email_id, e.conversation_id, i.kind, i.wanted, i.goal, i.folder_id, i.attempts
                        from email e
                        join email_intent i on i.project_id = e.project_id and i.email_id = e.id
                        where e.project_id = :project
                          and e.conversation_id = :conversation
                          and i.state = 'failed'
                        """)
                .param("project", projectId)
                .param("conversation", conversationId)
                .query(IntentTable::open)
                .list();
    }

    /** To be tried once more, at once. */
    void again(UUID projectId, Collection<UUID> wishes) {
        db.sql(
                        """
                        update email_intent
                        set state = 'waiting', attempts = 0, due_at = :now
                        where project_id = :project
                          and id = any(:ids::uuid[])
                          and state = 'failed'
                        """)
                .param("project", projectId)
                .param("now", now())
                .param("ids", Rows.array(wishes))
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static OpenWish open(ResultSet row, int number) throws SQLException {
        return new OpenWish(
                row.getObject("id", UUID.class),
                row.getObject("email_id", UUID.class),
                row.getObject("conversation_id", UUID.class),
                wish(row),
                row.getInt("attempts"));
    }

    private static Wish wish(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        boolean wanted = row.getBoolean("wanted");
        return switch (kind) {
            case "seen" -> new Wish.Seen(wanted);
            case "flagged" -> new Wish.Flagged(wanted);
            case "place" ->
                    new Wish.Placed(
                            Goal.of(row.getString("goal")), row.getObject("folder_id", UUID.class));
            default -> throw new IllegalStateException("no such wish: " + kind);
        };
    }
}

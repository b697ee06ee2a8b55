package pl.rozmowa.conversation;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** One conversation as a member may see it: every query holds the access rule. */
@Repository
class ConversationQuery {

    private final JdbcClient db;

    ConversationQuery(JdbcClient db) {
        this.db = db;
    }

    /** What stands above the emails. */
    record Head(
            UUID id,
            UUID accountId,
            String subject,
            Instant firstAt,
            String level,
            boolean unread,
            @Nullable Instant readUntil,
            boolean starred,
            @Nullable String shelf,
            @Nullable String wishFailure) {}

    /** The conversation, or the one that took it over; empty also where the member may not see it. */
    Optional<Head> head(UUID projectId, UUID memberId, UUID conversationId) {
        return db.sql(
                        """
                        select c.id, c.account_id, c.subject, c.first_at, x.level, r.read_until, c.starred, c.shelf, c.wish_failure,
                               coalesce(r.marked_unread, false)
                                   or coalesce(c.unseen_at > coalesce(r.read_until, '-infinity'), false) as unread
                        from conversation asked
                        join conversation c
                          on c.project_id = asked.project_id and c.id = coalesce(asked.merged_into, asked.id)
                        cross join lateral (
                            select x.level
                            from conversation_access x
                            where x.project_id = c.project_id
                              and x.conversation_id = c.id
                              and x.member_id = :member
                            order by case x.level when 'manage' then 1 when 'reply' then 2 else 3 end
                            limit 1
                        ) x
                        left join conversation_read r
                               on r.project_id = c.project_id and r.member_id = :member and r.conversation_id = c.id
                        where asked.project_id = :project
                          and asked.id = :conversation
                        """)
                .param("project", projectId)
                .param("member", memberId)
                .param("conversation", conversationId)
                .query((row, number) -> {
                    Timestamp readUntil = row.getTimestamp("read_until");
                    return new Head(
                            row.getObject("id", UUID.class),
                            row.getObject("account_id", UUID.class),
                            row.getString("subject"),
                            row.getObject("first_at", OffsetDateTime.class).toInstant(),
                            row.getString("level"),
                            row.getBoolean("unread"),
                            readUntil == null ? null : readUntil.toInstant(),
                            row.getBoolean("starred"),
                            row.getString("shelf"),
                            row.getString("wish_failure"));
                })
                .optional();
    }

    /** Where a mark was set. */
    record Marked(UUID conversationId, UUID accountId) {}

    /** Read means: all that is there now. Unread stays so until it is read again. */
    Optional<Marked> mark(UUID projectId, UUID memberId, UUID conversationId, boolean read) {
        return db.sql(
                        """
                        with c as (
                            select c.id, c.account_id, greatest(c.last_at, c.unseen_at) as until
                            from conversation asked
                            join conversation c
                              on c.project_id = asked.project_id and c.id = coalesce(asked.merged_into, asked.id)
                            where asked.project_id = :project
                              and asked.id = :conversation
                              and exists (
                                  select 1
                                  from conversation_access x
                                  where x.project_id = c.project_id
                                    and x.conversation_id = c.id
                                    and x.member_id = :member)
                        ), marked as (
                            insert into conversation_read as r
                                (project_id, conversation_id, member_id, read_until, marked_unread)
                            select :project, c.id, :member, case when :read then c.until else 'epoch' end, not :read
                            from c
                            on conflict (project_id, member_id, conversation_id) do update
                            set read_until = greatest(r.read_until, excluded.read_until),
                                marked_unread = excluded.marked_unread
                            returning r.conversation_id
                        )
                        select c.id, c.account_id
                        from c
                        join marked on marked.conversation_id = c.id
                        """)
                .param("project", projectId)
                .param("member", memberId)
                .param("conversation", conversationId)
                .param("read", read)
                .query((row, number) ->
                        new Marked(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .optional();
    }

    boolean reachesAccount(UUID projectId, UUID memberId, UUID accountId) {
        return db.sql(
                        """
                        select exists (
                            select 1
                            from account_access a
                            where a.project_id = :project
                              and a.member_id = :member
                              and a.account_id = :account)
                        """)
                .param("project", projectId)
                .param("member", memberId)
                .param("account", accountId)
                .query(Boolean.class)
                .single();
    }

    boolean reachesConversation(UUID projectId, UUID memberId, UUID conversationId) {
        return db.sql(
                        """
                        select exists (
                            select 1
                            from conversation_access x
                            where x.project_id = :project
                              and x.member_id = :member
                              and x.conversation_id = :conversation)
                        """)
                .param("project", projectId)
                .param("member", memberId)
                .param("conversation", conversationId)
                .query(Boolean.class)
                .single();
    }
}

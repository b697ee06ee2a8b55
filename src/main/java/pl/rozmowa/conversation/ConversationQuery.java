package pl.rozmowa.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
            @Nullable String wishFailure,
            TeamState team) {}

    /** What the team knows of it. */
    record TeamState(
            String state,
            @Nullable Instant since,
            @Nullable Instant snoozedUntil,
            @Nullable Colleague assignee,
            boolean archivedByMe) {}

    /** The conversation, or the one that took it over; empty also where the member may not see it. */
    Optional<Head> head(UUID projectId, UUID memberId, UUID conversationId) {
        return db.sql(
                        """
                        select c.id, c.account_id, c.subject, c.first_at, x.level, r.read_until, c.starred, c.shelf, c.wish_failure,
                               c.state, c.state_at, c.snoozed_until, c.assignee_id, p.name as assignee_name,
                               coalesce(r.archived_at >= coalesce(c.last_inbound_at, '-infinity'), false) as archived_by_me,
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
                        left join member m on m.project_id = c.project_id and m.id = c.assignee_id
                        left join person p on p.id = m.person_id
                        where asked.project_id = :project
                          and asked.id = :conversation
                        """)
                .param("project", projectId)
                .param("member", memberId)
                .param("conversation", conversationId)
                .query(ConversationQuery::head)
                .optional();
    }

    private static Head head(ResultSet row, int number) throws SQLException {
        UUID assignee = row.getObject("assignee_id", UUID.class);
        return new Head(
                row.getObject("id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getString("subject"),
                row.getObject("first_at", OffsetDateTime.class).toInstant(),
                row.getString("level"),
                row.getBoolean("unread"),
                instant(row, "read_until"),
                row.getBoolean("starred"),
                row.getString("shelf"),
                row.getString("wish_failure"),
                new TeamState(
                        row.getString("state"),
                        instant(row, "state_at"),
                        instant(row, "snoozed_until"),
                        assignee == null
                                ? null
                                : new Colleague(assignee, row.getString("assignee_name")),
                        row.getBoolean("archived_by_me")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** Who works on it beside the one who is responsible. For those who were let in already. */
    List<Colleague> members(UUID projectId, UUID conversationId) {
        return db.sql(
                        """
                        select m.id, p.name
                        from conversation_member w
                        join member m on m.project_id = w.project_id and m.id = w.member_id
                        join person p on p.id = m.person_id
                        where w.project_id = :project
                          and w.conversation_id = :conversation
                          and m.left_at is null
                        order by w.added_at, m.id
                        """)
                .param("project", projectId)
                .param("conversation", conversationId)
                .query((row, number) ->
                        new Colleague(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    /** Its tags in the order in which they were given. For those who were let in already. */
    List<UUID> tags(UUID projectId, UUID conversationId) {
        return db.sql(
                        """
                        select t.tag_id
                        from conversation_tag t
                        where t.project_id = :project
                          and t.conversation_id = :conversation
                        order by t.at, t.tag_id
                        """)
                .param("project", projectId)
                .param("conversation", conversationId)
                .query(UUID.class)
                .list();
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
                                marked_unread = excluded.marked_unread,
                                archived_at = case when excluded.marked_unread then null else r.archived_at end
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

    /** Of these members, those who reach the mailbox. */
    Set<UUID> reachingAccount(UUID projectId, UUID accountId, Set<UUID> memberIds) {
        return db.sql(
                        """
                        select a.member_id
                        from account_access a
                        where a.project_id = :project
                          and a.account_id = :account
                          and a.member_id = any(:members)
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .param("members", memberIds.toArray(UUID[]::new))
                .query(UUID.class)
                .set();
    }

    /** Of these members, those who reach the conversation, through its mailbox or a grant. */
    Set<UUID> reachingConversation(UUID projectId, UUID conversationId, Set<UUID> memberIds) {
        return db.sql(
                        """
                        select x.member_id
                        from conversation_access x
                        where x.project_id = :project
                          and x.conversation_id = :conversation
                          and x.member_id = any(:members)
                        """)
                .param("project", projectId)
                .param("conversation", conversationId)
                .param("members", memberIds.toArray(UUID[]::new))
                .query(UUID.class)
                .set();
    }
}

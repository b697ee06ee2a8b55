package pl.rozmowa.sharing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who sees a conversation, how far, through what, and whose word it was. */
@Repository
class ViewersQuery {

    private final JdbcClient db;

    ViewersQuery(JdbcClient db) {
        this.db = db;
    }

    /**
     * Access to this conversation alone.
     *
     * @param by the name of whoever gave it; null when nobody knows any more
     * @param mail where the letter that told of it stands: a phase of {@code email_submission}; null where none was written
     */
    record Grant(
            String level,
            @Nullable String by,
            Instant at,
            @Nullable String note,
            @Nullable String mail) {}

    /**
     * Somebody who sees it.
     *
     * @param why their furthest reach: {@code owner}, {@code project} or {@code chosen} of the mailbox, else {@code grant}
     * @param grant what would be left to them without the mailbox
     */
    record Viewer(
            UUID memberId,
            String name,
            String role,
            String level,
            String why,
            @Nullable Grant grant) {}

    /** Somebody from outside who has not come yet. */
    record Pending(
            UUID id,
            String email,
            String level,
            String by,
            Instant at,
            Instant expiresAt,
            @Nullable String mail) {}

    /** Everybody who may see it, each once with the furthest reach; empty where the one who asks may not. */
    List<Viewer> viewers(UUID projectId, UUID memberId, UUID conversationId) {
        return db.sql(
                        """
                        select distinct on (p.name, m.id) m.id, p.name, m.role, x.level, x.why,
                               g.level as granted, g.granted_at, gp.name as granted_by,
                               case when inside.yes then g.note end as note,
                               case when inside.yes then s.phase end as phase
                        from conversation asked
                        join conversation_access x
                          on x.project_id = asked.project_id
                         and x.conversation_id = coalesce(asked.merged_into, asked.id)
                        join member m on m.project_id = x.project_id and m.id = x.member_id
                        join person p on p.id = m.person_id
                        left join conversation_grant g
                               on g.project_id = x.project_id and g.conversation_id = x.conversation_id and g.member_id = m.id
                        left join member gm on gm.project_id = g.project_id and gm.id = g.granted_by
                        left join person gp on gp.id = gm.person_id
                        left join email_submission s on s.project_id = g.project_id and s.id = g.mail_id
                        cross join lateral (
                            select m.id = :member or g.granted_by = :member or exists (
                                select 1
                                from conversation_sharer sharer
                                where sharer.project_id = x.project_id
                                  and sharer.conversation_id = x.conversation_id
                                  and sharer.member_id = :member) as yes
                        ) inside
                        where asked.project_id = :project
                          and asked.id = :conversation
                          and exists (
                              select 1
                              from conversation_access own
                              where own.project_id = asked.project_id
                                and own.conversation_id = coalesce(asked.merged_into, asked.id)
                                and own.member_id = :member)
                        order by p.name, m.id, case x.level when 'manage' then 1 when 'reply' then 2 else 3 end, x.why = 'grant'
                        """)
                .param("project", projectId)
                .param("member", memberId)
                .param("conversation", conversationId)
                .query((row, n) -> viewer(row))
                .list();
    }

    /** Invitations that are open, for who may share the conversation. */
    List<Pending> pending(UUID projectId, UUID sharerId, UUID conversationId, Instant now) {
        return db.sql(
                        """
                        select i.id, i.email, b.level, p.name, b.invited_at, i.expires_at, s.phase
                        from conversation_sharer sharer
                        join conversation c
                          on c.project_id = sharer.project_id and coalesce(c.merged_into, c.id) = sharer.conversation_id
                        join invitation_conversation b on b.project_id = c.project_id and b.conversation_id = c.id
                        join invitation i on i.project_id = b.project_id and i.id = b.invitation_id
                        join member m on m.project_id = b.project_id and m.id = b.invited_by
                        join person p on p.id = m.person_id
                        left join email_submission s on s.project_id = b.project_id and s.id = b.mail_id
                        where sharer.project_id = :project
                          and sharer.conversation_id = :conversation
                          and sharer.member_id = :sharer
                          and (c.id = :conversation or c.merged_into = :conversation)
                          and i.accepted_at is null
                          and i.revoked_at is null
                          and i.expires_at > :now
                        order by b.invited_at, i.id
                        """)
                .param("project", projectId)
                .param("sharer", sharerId)
                .param("conversation", conversationId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) ->
                        new Pending(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getObject(5, OffsetDateTime.class).toInstant(),
                                row.getObject(6, OffsetDateTime.class).toInstant(),
                                row.getString(7)))
                .list();
    }

    private static Viewer viewer(ResultSet row) throws SQLException {
        String granted = row.getString("granted");
        return new Viewer(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("role"),
                row.getString("level"),
                row.getString("why"),
                granted == null
                        ? null
                        : new Grant(
                                granted,
                                row.getString("granted_by"),
                                row.getObject("granted_at", OffsetDateTime.class).toInstant(),
                                row.getString("note"),
                                row.getString("phase")));
    }
}

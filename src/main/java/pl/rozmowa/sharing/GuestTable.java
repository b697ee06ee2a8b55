package pl.rozmowa.sharing;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code invitation_conversation}: what guests who are invited will find. */
@Repository
class GuestTable {

    private static final String OPEN =
            """
              and i.accepted_at is null
              and i.revoked_at is null
              and i.expires_at > :now
            """;

    private final JdbcClient db;

    GuestTable(JdbcClient db) {
        this.db = db;
    }

    /** Binds the conversation to the invitation; false where the inviter may not share it. */
    boolean bind(
            UUID projectId,
            UUID invitationId,
            UUID conversationId,
            UUID inviterId,
            String level,
            @Nullable String note,
            @Nullable UUID mailId,
            Instant now) {
        return db.sql(
                                """
                                insert into invitation_conversation
                                    (project_id, invitation_id, conversation_id, level, invited_by, invited_at, note, mail_id)
                                select s.project_id, :invitation, s.conversation_id, :level, s.member_id, :now, :note, :mail::uuid
                                from conversation_sharer s
                                where s.project_id = :project
                                  and s.conversation_id = :conversation
                                  and s.member_id = :inviter
                                on conflict (project_id, invitation_id, conversation_id) do update
                                set level = excluded.level,
                                    invited_by = excluded.invited_by,
                                    invited_at = excluded.invited_at,
                                    note = excluded.note,
                                    mail_id = excluded.mail_id
                                """)
                        .param("project", projectId)
                        .param("invitation", invitationId)
                        .param("conversation", conversationId)
                        .param("inviter", inviterId)
                        .param("level", level)
                        .param("note", note, Types.VARCHAR)
                        .param("mail", mailId == null ? null : mailId.toString(), Types.VARCHAR)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** What earlier invitations of the same address promised, the newest one promises too. */
    void carryOver(UUID projectId, Collection<UUID> from, UUID to) {
        db.sql(
                        """
                        update invitation_conversation
                        set invitation_id = :to
                        where project_id = :project
                          and invitation_id = any(:from::uuid[])
                        """)
                .param("project", projectId)
                .param("from", GrantTable.texts(from))
                .param("to", to)
                .update();
    }

    /** The address that an open invitation to this conversation names, for who may share it. */
    Optional<String> invited(
            UUID projectId, UUID sharerId, UUID conversationId, UUID invitationId, Instant now) {
        return db.sql(
                        """
                        select i.email
                        from invitation_conversation b
                        join conversation c on c.project_id = b.project_id and c.id = b.conversation_id
                        join invitation i on i.project_id = b.project_id and i.id = b.invitation_id
                        join conversation_sharer s
                          on s.project_id = b.project_id and s.conversation_id = coalesce(c.merged_into, c.id)
                        where b.project_id = :project
                          and b.invitation_id = :invitation
                          and s.conversation_id = :conversation
                          and s.member_id = :sharer
                        """
                                + OPEN)
                .param("project", projectId)
                .param("invitation", invitationId)
                .param("conversation", conversationId)
                .param("sharer", sharerId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional();
    }

    /** The invitation promises this conversation no longer; how many it promises still. */
    int unbind(UUID projectId, UUID conversationId, UUID invitationId) {
        db.sql(
                        """
                        delete from invitation_conversation b
                        using conversation c
                        where b.project_id = :project
                          and b.invitation_id = :invitation
                          and c.project_id = b.project_id
                          and c.id = b.conversation_id
                          and coalesce(c.merged_into, c.id) = :conversation
                        """)
                .param("project", projectId)
                .param("invitation", invitationId)
                .param("conversation", conversationId)
                .update();
        return db.sql(
                        """
                        select count(*)
                        from invitation_conversation
                        where project_id = :project
                          and invitation_id = :invitation
                        """)
                .param("project", projectId)
                .param("invitation", invitationId)
                .query(Integer.class)
                .single();
    }

    /** A conversation that somebody found behind their invitation. */
    record Found(UUID conversationId, UUID accountId) {}

    /** What was promised becomes theirs, as far as whoever promised it may share it still. */
    List<Found> redeem(UUID projectId, UUID invitationId, UUID memberId, Instant now) {
        return db.sql(
                        """
                        with given as (
                            insert into conversation_grant
                                (project_id, conversation_id, member_id, level, granted_by, granted_at, note, mail_id)
                            select distinct on (s.conversation_id)
                                   s.project_id, s.conversation_id, :member, b.level, b.invited_by, :now, b.note, b.mail_id
                            from invitation_conversation b
                            join conversation c on c.project_id = b.project_id and c.id = b.conversation_id
                            join conversation_sharer s
                              on s.project_id = b.project_id
                             and s.conversation_id = coalesce(c.merged_into, c.id)
                             and s.member_id = b.invited_by
                            where b.project_id = :project
                              and b.invitation_id = :invitation
                            order by s.conversation_id, b.level
                            on conflict do nothing
                            returning conversation_id
                        )
                        select c.id, c.account_id
                        from given
                        join conversation c on c.project_id = :project and c.id = given.conversation_id
                        """)
                .param("project", projectId)
                .param("invitation", invitationId)
                .param("member", memberId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) ->
                        new Found(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
    }
}

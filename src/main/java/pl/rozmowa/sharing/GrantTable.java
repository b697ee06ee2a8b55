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

/** The rows of {@code conversation_grant}, and whether somebody may make them. */
@Repository
class GrantTable {

    private final JdbcClient db;

    GrantTable(JdbcClient db) {
        this.db = db;
    }

    /** Somebody to whom access is given. */
    record Receiver(UUID memberId, String name, String email, @Nullable String language) {}

    /** The active members among these. */
    List<Receiver> receivers(UUID projectId, Collection<UUID> members) {
        return db.sql(
                        """
                        select m.id, p.name, p.email, p.language
                        from member m
                        join person p on p.id = m.person_id
                        where m.project_id = :project
                          and m.id = any(:members::uuid[])
                          and m.left_at is null
                        """)
                .param("project", projectId)
                .param("members", texts(members))
                .query((row, n) ->
                        new Receiver(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4)))
                .list();
    }

    /** The active member with that address. */
    Optional<UUID> memberWith(UUID projectId, String emailKey) {
        return db.sql(
                        """
                        select m.id
                        from member m
                        join person p on p.id = m.person_id
                        where m.project_id = :project
                          and p.email_key = :key
                          and m.left_at is null
                        """)
                .param("project", projectId)
                .param("key", emailKey)
                .query(UUID.class)
                .optional();
    }

    /** Gives or gives anew; false where the giver may not share or the receiver has left by now. */
    boolean give(
            UUID projectId,
            UUID giverId,
            UUID conversationId,
            UUID memberId,
            String level,
            @Nullable String note,
            @Nullable UUID mailId,
            Instant now) {
        return db.sql(
                                """
                                insert into conversation_grant as g
                                    (project_id, conversation_id, member_id, level, granted_by, granted_at, note, mail_id)
                                select s.project_id, s.conversation_id, m.id, :level, s.member_id, :now, :note, :mail::uuid
                                from conversation_sharer s
                                join member m on m.project_id = s.project_id and m.id = :receiver
                                where s.project_id = :project
                                  and s.conversation_id = :conversation
                                  and s.member_id = :giver
                                  and m.left_at is null
                                on conflict (project_id, conversation_id, member_id) do update
                                set level = excluded.level,
                                    granted_by = excluded.granted_by,
                                    granted_at = excluded.granted_at,
                                    note = excluded.note,
                                    mail_id = excluded.mail_id
                                """)
                        .param("project", projectId)
                        .param("giver", giverId)
                        .param("conversation", conversationId)
                        .param("receiver", memberId)
                        .param("level", level)
                        .param("note", note, Types.VARCHAR)
                        .param("mail", mailId == null ? null : mailId.toString(), Types.VARCHAR)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Another level for a grant that is there; false where there is none, or the giver may not share. */
    boolean change(UUID projectId, UUID giverId, UUID conversationId, UUID memberId, String level) {
        return db.sql(
                                """
                                update conversation_grant g
                                set level = :level
                                where g.project_id = :project
                                  and g.conversation_id = :conversation
                                  and g.member_id = :receiver
                                  and exists (
                                      select 1
                                      from conversation_sharer s
                                      where s.project_id = g.project_id
                                        and s.conversation_id = g.conversation_id
                                        and s.member_id = :giver)
                                """)
                        .param("project", projectId)
                        .param("giver", giverId)
                        .param("conversation", conversationId)
                        .param("receiver", memberId)
                        .param("level", level)
                        .update()
                == 1;
    }

    /**
     * Takes a grant back, also from those conversations that were merged into this one; false where there is none. Whoever has it may give
     * it up; anybody else must be allowed to share.
     */
    boolean revoke(UUID projectId, UUID revokerId, UUID conversationId, UUID memberId) {
        return db.sql(
                                """
                                delete from conversation_grant g
                                using conversation c
                                where g.project_id = :project
                                  and g.member_id = :receiver
                                  and c.project_id = g.project_id
                                  and c.id = g.conversation_id
                                  and coalesce(c.merged_into, c.id) = :conversation
                                  and (g.member_id = :revoker
                                    or exists (
                                        select 1
                                        from conversation_sharer s
                                        where s.project_id = g.project_id
                                          and s.conversation_id = :conversation
                                          and s.member_id = :revoker))
                                """)
                        .param("project", projectId)
                        .param("revoker", revokerId)
                        .param("conversation", conversationId)
                        .param("receiver", memberId)
                        .update()
                > 0;
    }

    /**
     * How many conversations were granted to somebody, as far as whoever asks may pass them on.
     *
     * @param everything also those that they may not share themselves
     */
    int count(UUID projectId, UUID memberId, UUID byId, boolean everything) {
        return db.sql(
                        """
                        select count(*)
                        from conversation_grant g
                        join conversation c on c.project_id = g.project_id and c.id = g.conversation_id
                        where g.project_id = :project
                          and g.member_id = :member
                          and c.merged_into is null
                          and (:everything or exists (
                              select 1
                              from conversation_sharer s
                              where s.project_id = c.project_id
                                and s.conversation_id = c.id
                                and s.member_id = :by))
                        """)
                .param("project", projectId)
                .param("member", memberId)
                .param("by", byId)
                .param("everything", everything)
                .query(Integer.class)
                .single();
    }

    /** Gives what one was granted to another as well, no less than the other had; the conversations concerned. */
    List<UUID> passOn(
            UUID projectId, UUID fromId, UUID toId, UUID byId, boolean everything, Instant now) {
        return db.sql(
                        """
                        insert into conversation_grant as mine
                            (project_id, conversation_id, member_id, level, granted_by, granted_at)
                        select g.project_id, g.conversation_id, :to, g.level, :by, :now
                        from conversation_grant g
                        join conversation c on c.project_id = g.project_id and c.id = g.conversation_id
                        where g.project_id = :project
                          and g.member_id = :from
                          and c.merged_into is null
                          and (:everything or exists (
                              select 1
                              from conversation_sharer s
                              where s.project_id = c.project_id
                                and s.conversation_id = c.id
                                and s.member_id = :by))
                          and not exists (
                              select 1
                              from account_access a
                              where a.project_id = c.project_id
                                and a.account_id = c.account_id
                                and a.member_id = :to)
                        on conflict (project_id, conversation_id, member_id) do update
                        set level = 'reply'
                        where excluded.level = 'reply'
                        returning mine.conversation_id
                        """)
                .param("project", projectId)
                .param("from", fromId)
                .param("to", toId)
                .param("by", byId)
                .param("everything", everything)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    static String[] texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }
}

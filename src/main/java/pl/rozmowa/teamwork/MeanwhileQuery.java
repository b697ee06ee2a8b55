package pl.rozmowa.teamwork;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.conversation.Reached;

/** Emails and notes of others by the transaction that brought them. For those who were let in already. */
@Repository
class MeanwhileQuery {

    private static final int MOST = 20;

    private final JdbcClient db;

    MeanwhileQuery(JdbcClient db) {
        this.db = db;
    }

    String snapshot() {
        return db.sql("select pg_current_snapshot()::text").query(String.class).single();
    }

    boolean isSnapshot(String text) {
        return db.sql("select pg_input_is_valid(:text, 'pg_snapshot')")
                .param("text", text)
                .query(Boolean.class)
                .single();
    }

    List<Meanwhile.Came> since(
            Reached conversation,
            UUID memberId,
            UUID answeredEmailId,
            String snapshot,
            Instant notBefore) {
        return db.sql(
                        """
                        select 'email' as kind, e.id, coalesce(w.name, nullif(e.from_name, ''), e.from_email) as who, e.at, e.direction
                        from email e
                        left join email_submission s on s.project_id = e.project_id and s.email_id = e.id
                        left join member sm on sm.project_id = s.project_id and sm.id = s.member_id
                        left join person w on w.id = sm.person_id
                        join email answered on answered.project_id = e.project_id and answered.id = :answered
                        where e.project_id = :project
                          and e.conversation_id = :conversation
                          and e.at >= answered.at
                          and e.id <> answered.id
                          and e.removed_at is null
                          and e.received_at > :notBefore
                          and not pg_visible_in_snapshot(e.arrived_xid, :snapshot::pg_snapshot)
                          and s.member_id is distinct from :member
                        union all
                        select 'note', n.id, p.name, n.written_at, null
                        from note n
                        join member me on me.project_id = n.project_id and me.id = :member
                        join member a on a.project_id = n.project_id and a.id = n.author_id
                        join person p on p.id = a.person_id
                        where n.project_id = :project
                          and n.conversation_id = :conversation
                          and n.removed_at is null
                          and n.author_id <> :member
                          and n.written_at > :notBefore
                          and not pg_visible_in_snapshot(n.written_xid, :snapshot::pg_snapshot)
                          and (me.role <> 'guest'
                               or exists (
                                   select 1
                                   from note_mention k
                                   where k.project_id = n.project_id
                                     and k.note_id = n.id
                                     and k.member_id = me.id))
                        order by at, id
                        limit :most
                        """)
                .param("answered", answeredEmailId)
                .param("project", conversation.projectId())
                .param("conversation", conversation.conversationId())
                .param("notBefore", Timestamp.from(notBefore))
                .param("snapshot", snapshot)
                .param("member", memberId)
                .param("most", MOST)
                .query((row, number) ->
                        new Meanwhile.Came(
                                "out".equals(row.getString("direction"))
                                        ? "reply"
                                        : row.getString("kind"),
                                row.getObject("id", UUID.class),
                                row.getString("who"),
                                row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }
}

package pl.rozmowa.teamwork;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.conversation.Reached;

/** What each member archived for themselves: a column of {@code conversation_read}. */
@Repository
class OwnArchiveTable {

    private final JdbcClient db;
    private final Clock clock;

    OwnArchiveTable(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** What is archived counts as read. An email that says it comes from the future is archived with the rest. */
    void set(Reached conversation, UUID memberId, boolean archived) {
        db.sql(
                        """
                        insert into conversation_read as r
                            (project_id, conversation_id, member_id, read_until, marked_unread, archived_at)
                        select c.project_id, c.id, :member,
                               case when :archived then greatest(c.last_at, c.unseen_at) else 'epoch' end, false,
                               case when :archived then greatest(:now::timestamptz, c.last_at) end
                        from conversation c
                        where c.project_id = :project
                          and c.id = :conversation
                        on conflict (project_id, member_id, conversation_id) do update
                        set read_until = greatest(r.read_until, excluded.read_until),
                            marked_unread = r.marked_unread and not :archived,
                            archived_at = excluded.archived_at
                        """)
                .param("archived", archived)
                .param("now", Timestamp.from(clock.instant()))
                .param("project", conversation.projectId())
                .param("conversation", conversation.conversationId())
                .param("member", memberId)
                .update();
    }
}

package pl.rozmowa.teamwork;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.conversation.Reached;

/** Who works on a conversation, and who was let into it for that. */
@Repository
class ConversationMemberTable {

    private final JdbcClient db;
    private final Clock clock;

    ConversationMemberTable(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** @return whether they did not work on it before */
    boolean add(Reached conversation, UUID memberId, UUID by) {
        return db.sql(
                                """
                                insert into conversation_member (project_id, conversation_id, member_id, added_by, added_at)
                                values (:project, :conversation, :member, :by, :now)
                                on conflict do nothing
                                """)
                        .param("project", conversation.projectId())
                        .param("conversation", conversation.conversationId())
                        .param("member", memberId)
                        .param("by", by)
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    /** @return whether they worked on it before */
    boolean remove(Reached conversation, UUID memberId) {
        return db.sql(
                                """
                                delete from conversation_member
                                where project_id = :project
                                  and conversation_id = :conversation
                                  and member_id = :member
                                """)
                        .param("project", conversation.projectId())
                        .param("conversation", conversation.conversationId())
                        .param("member", memberId)
                        .update()
                == 1;
    }

    /** Takes a member who leaves from all they were responsible for and worked on. */
    void forget(UUID projectId, UUID memberId) {
        db.sql(
                        """
                        update conversation
                        set assignee_id = null
                        where project_id = :project
                          and assignee_id = :member
                        """)
                .param("project", projectId)
                .param("member", memberId)
                .update();
        db.sql(
                        """
                        delete from conversation_member
                        where project_id = :project
                          and member_id = :member
                        """)
                .param("project", projectId)
                .param("member", memberId)
                .update();
    }
}

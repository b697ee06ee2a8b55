package pl.rozmowa.teamwork;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.conversation.Reached;

/** The rows of {@code presence}: what each open page says its member does, good for half a minute. */
@Repository
class PresenceTable {

    /** How long a page's word counts: it says it again well before that, and one that died is forgotten after. */
    static final Duration GOOD_FOR = Duration.ofSeconds(30);

    /** A page that says the same again sooner than this is not written down anew. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final JdbcClient db;

    PresenceTable(JdbcClient db) {
        this.db = db;
    }

    /** What the member does there by all of their pages: the most active of them. Empty when they are not there. */
    Optional<String> state(Reached conversation, UUID memberId, Instant now) {
        return db.sql(
                        """
                        select p.state
                        from presence p
                        where p.project_id = :project
                          and p.conversation_id = :conversation
                          and p.member_id = :member
                          and p.at > :since
                        order by case p.state when 'replying' then 1 when 'noting' then 2 else 3 end
                        limit 1
                        """)
                .param("project", conversation.projectId())
                .param("conversation", conversation.conversationId())
                .param("member", memberId)
                .param("since", Timestamp.from(now.minus(GOOD_FOR)))
                .query(String.class)
                .optional();
    }

    void say(Reached conversation, UUID memberId, UUID pageId, String state, Instant now) {
        db.sql(
                        """
                        insert into presence as p (project_id, conversation_id, member_id, page_id, state, at)
                        values (:project, :conversation, :member, :page, :state, :now)
                        on conflict (project_id, conversation_id, member_id, page_id) do update
                        set state = excluded.state,
                            at = excluded.at
                        where p.state <> excluded.state
                           or p.at < :fresh
                        """)
                .param("project", conversation.projectId())
                .param("conversation", conversation.conversationId())
                .param("member", memberId)
                .param("page", pageId)
                .param("state", state)
                .param("now", Timestamp.from(now))
                .param("fresh", Timestamp.from(now.minus(FRESH)))
                .update();
    }

    void leave(Reached conversation, UUID memberId, UUID pageId) {
        db.sql(
                        """
                        delete from presence
                        where project_id = :project
                          and conversation_id = :conversation
                          and member_id = :member
                          and page_id = :page
                        """)
                .param("project", conversation.projectId())
                .param("conversation", conversation.conversationId())
                .param("member", memberId)
                .param("page", pageId)
                .update();
    }

    /** Forgets what counts no more. */
    void sweep(Instant now) {
        db.sql("delete from presence where at <= :since")
                .param("since", Timestamp.from(now.minus(GOOD_FOR)))
                .update();
    }
}

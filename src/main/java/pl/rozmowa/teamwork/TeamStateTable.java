package pl.rozmowa.teamwork;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.conversation.ConversationState;
import pl.rozmowa.conversation.Reached;

/** The columns of {@code conversation} that say where it stands with the team. */
@Repository
class TeamStateTable {

    private final JdbcClient db;

    TeamStateTable(JdbcClient db) {
        this.db = db;
    }

    /** @return whether it stood otherwise before */
    boolean change(
            Reached conversation, ConversationState to, @Nullable Instant until, Instant now) {
        return db.sql(
                                """
                                update conversation
                                set state = :state,
                                    state_at = :now,
                                    snoozed_until = :until
                                where project_id = :project
                                  and id = :conversation
                                  and (state, snoozed_until) is distinct from (:state, :until::timestamptz)
                                """)
                        .param("state", to.key())
                        .param("now", Timestamp.from(now))
                        .param("until", until == null ? null : Timestamp.from(until))
                        .param("project", conversation.projectId())
                        .param("conversation", conversation.conversationId())
                        .update()
                == 1;
    }

    /** @return whether somebody else was responsible before */
    boolean assign(Reached conversation, @Nullable UUID memberId) {
        return db.sql(
                                """
                                update conversation
                                set assignee_id = :member
                                where project_id = :project
                                  and id = :conversation
                                  and assignee_id is distinct from :member::uuid
                                """)
                        .param("member", memberId)
                        .param("project", conversation.projectId())
                        .param("conversation", conversation.conversationId())
                        .update()
                == 1;
    }

    /** A conversation that came back by itself. */
    record Woken(UUID projectId, UUID accountId, UUID conversationId) {}

    /** Opens what was snoozed until now; another node that does the same at the same moment takes others. */
    List<Woken> wake(Instant now, int most) {
        return db.sql(
                        """
                        update conversation c
                        set state = 'open',
                            state_at = :now,
                            snoozed_until = null
                        from (
                            select project_id, id
                            from conversation
                            where state = 'snoozed'
                              and snoozed_until <= :now
                            order by snoozed_until
                            limit :most
                            for no key update skip locked
                        ) due
                        where c.project_id = due.project_id
                          and c.id = due.id
                        returning c.project_id, c.account_id, c.id
                        """)
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query((row, number) ->
                        new Woken(
                                row.getObject(1, UUID.class),
                                row.getObject(2, UUID.class),
                                row.getObject(3, UUID.class)))
                .list();
    }
}

package pl.rozmowa.conversation;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.account.AccessLevel;

/** Whether, how far and by what a member reaches a conversation; for the rooms above, with the access rule inside. */
@Repository
public class ReachQuery {

    private static final String REACH =
            """
            select c.id, c.account_id, x.level,
                   exists (
                       select 1
                       from conversation_sharer s
                       where s.project_id = c.project_id
                         and s.conversation_id = c.id
                         and s.member_id = :member)
            from conversation asked
            join conversation c on c.project_id = asked.project_id and c.id = coalesce(asked.merged_into, asked.id)
            cross join lateral (
                select x.level
                from conversation_access x
                where x.project_id = c.project_id
                  and x.conversation_id = c.id
                  and x.member_id = :member
                order by case x.level when 'manage' then 1 when 'reply' then 2 else 3 end
                limit 1
            ) x
            where asked.project_id = :project
              and asked.id = :conversation
            """;

    private final JdbcClient db;

    ReachQuery(JdbcClient db) {
        this.db = db;
    }

    /** Empty where the member may not see it. */
    public Optional<Reached> find(UUID projectId, UUID memberId, UUID conversationId) {
        return ask(REACH, projectId, memberId, conversationId);
    }

    /** The same, and nobody else changes the conversation until the open transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Reached> hold(UUID projectId, UUID memberId, UUID conversationId) {
        String held = REACH + "  and c.merged_into is null\nfor no key update of c\n";
        return ask(held, projectId, memberId, conversationId)
                // It was merged while we waited for it.
                .or(() -> ask(held, projectId, memberId, conversationId));
    }

    private Optional<Reached> ask(String sql, UUID projectId, UUID memberId, UUID conversationId) {
        return db.sql(sql)
                .param("project", projectId)
                .param("member", memberId)
                .param("conversation", conversationId)
                .query((row, number) ->
                        new Reached(
                                projectId,
                                row.getObject(1, UUID.class),
                                row.getObject(2, UUID.class),
                                AccessLevel.of(row.getString(3)),
                                row.getBoolean(4)))
                .optional();
    }
}

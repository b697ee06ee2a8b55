package pl.rozmowa.notification;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whose a conversation is. Whether they may still see it is asked when they are told. */
@Repository
class ConcernedQuery {

    private final JdbcClient db;

    ConcernedQuery(JdbcClient db) {
        this.db = db;
    }

    /** Who is responsible, and who works on it. */
    List<UUID> with(UUID projectId, UUID conversationId) {
        return db.sql(
                        """
                        select c.assignee_id
                        from conversation c
                        where c.project_id = :project
                          and c.id = :conversation
                          and c.assignee_id is not null
                        union
                        select w.member_id
                        from conversation_member w
                        where w.project_id = :project
                          and w.conversation_id = :conversation
                        """)
                .param("project", projectId)
                .param("conversation", conversationId)
                .query(UUID.class)
                .list();
    }

    /** Who put it off last. */
    Optional<UUID> snoozedBy(UUID projectId, UUID conversationId) {
        return db.sql(
                        """
                        select e.member_id
                        from conversation_event e
                        where e.project_id = :project
                          and e.conversation_id = :conversation
                          and e.verb = 'snoozed'
                          and e.member_id is not null
                        order by e.at desc, e.id desc
                        limit 1
                        """)
                .param("project", projectId)
                .param("conversation", conversationId)
                .query(UUID.class)
                .optional();
    }

    /** Whom somebody who asks to see it would ask: who is responsible, and whose mailbox it is, if they may share it. */
    List<UUID> hosts(UUID projectId, UUID conversationId) {
        return db.sql(
                        """
                        select m.id
                        from conversation c
                        join mail_account a on a.project_id = c.project_id and a.id = c.account_id
                        join member m on m.project_id = c.project_id and m.id in (c.assignee_id, a.owner_id)
                        where c.project_id = :project
                          and c.id = :conversation
                          and exists (
                              select 1
                              from conversation_sharer s
                              where s.project_id = c.project_id
                                and s.conversation_id = c.id
                                and s.member_id = m.id)
                        """)
                .param("project", projectId)
                .param("conversation", conversationId)
                .query(UUID.class)
                .list();
    }

    /** The notice about the trouble that the mailbox is in now. */
    Optional<UUID> notice(UUID projectId, UUID accountId) {
        return db.sql(
                        """
                        select n.id
                        from account_notice n
                        join mail_account a on a.project_id = n.project_id
                                           and a.id = n.account_id
                                           and a.state = n.state
                                           and a.state_at = n.since
                        where n.project_id = :project
                          and n.account_id = :account
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .query(UUID.class)
                .optional();
    }
}

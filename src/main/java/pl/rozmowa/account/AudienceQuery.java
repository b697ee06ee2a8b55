package pl.rozmowa.account;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who reaches a mailbox, by name, as the access rule says it now. */
@Repository
class AudienceQuery {

    private final JdbcClient db;

    AudienceQuery(JdbcClient db) {
        this.db = db;
    }

    /**
     * Somebody who reaches it, or only some of its conversations.
     *
     * @param level how far they reach into the mailbox; empty for not at all
     * @param granted how many of its conversations were opened to them one by one
     */
    record Reader(UUID memberId, String name, String role, String level, int granted) {}

    List<Reader> readers(UUID projectId, UUID accountId) {
        return db.sql(
                        """
                        select m.id, p.name, m.role, coalesce(x.level, '') as level, coalesce(g.granted, 0) as granted
                        from member m
                        join person p on p.id = m.person_id
                        left join account_access x
                               on x.project_id = m.project_id and x.member_id = m.id and x.account_id = :account
                        left join (
                            select g.member_id, count(*) as granted
                            from conversation_grant g
                            join conversation c on c.project_id = g.project_id and c.id = g.conversation_id
                            where g.project_id = :project
                              and c.account_id = :account
                              and c.merged_into is null
                            group by g.member_id
                        ) g on g.member_id = m.id
                        where m.project_id = :project
                          and m.left_at is null
                          and (x.level is not null or g.granted > 0)
                        order by p.name, m.id
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .query((row, n) ->
                        new Reader(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getInt(5)))
                .list();
    }
}

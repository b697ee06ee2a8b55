package pl.rozmowa.conversation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts what stands beside the names of the sections; with the access rule, and from the indexes alone as far as they reach. */
@Repository
class CountQuery {

    private static final String OPEN =
            """
            from (
                select own.*
                from reach
                cross join lateral (
                    select c.id, c.assignee_id, c.for_us
                    from conversation c
                    where c.project_id = :project
                      and c.account_id = reach.account_id
                      and c.live_count > 0
                      and c.state = 'open'
                ) own
                union all
                select c.id, c.assignee_id, c.for_us
                from granted
                join conversation c on c.project_id = :project and c.id = granted.conversation_id
                where c.live_count > 0
                  and c.state = 'open'
                  and not exists (select 1 from reach where reach.account_id = c.account_id)
            ) c
            """;

    private static final String SECTIONS =
            ListSql.REACH
                    + """
                    select count(*) filter (where c.assignee_id = :member or w.conversation_id is not null) as mine,
                           count(*) filter (where c.assignee_id is null) as unassigned,
                           count(*) filter (where c.for_us) as waiting_for_us,
                           count(*) filter (where not c.for_us) as waiting_for_them,
                           (select count(*)
                            from conversation s
                            where s.project_id = :project
                              and s.state = 'snoozed'
                              and (s.account_id in (select account_id from reach)
                                or s.id in (select conversation_id from granted))) as snoozed
                    """
                    + OPEN
                    + """
                    left join conversation_member w
                           on w.project_id = :project and w.member_id = :member and w.conversation_id = c.id
                    """;

    private static final String TAGS =
            ListSql.REACH
                    + """
                    select t.tag_id, count(*)
                    from conversation_tag t
                    join conversation c on c.project_id = t.project_id and c.id = t.conversation_id
                    where t.project_id = :project
                      and c.live_count > 0
                      and c.state = 'open'
                      and (c.account_id in (select account_id from reach)
                        or c.id in (select conversation_id from granted))
                    group by t.tag_id
                    """;

    private final JdbcClient db;

    CountQuery(JdbcClient db) {
        this.db = db;
    }

    SectionCounts sections(UUID projectId, UUID memberId) {
        return asked(SECTIONS, projectId, memberId).query(SectionCounts.class).single();
    }

    /** Open conversations by tag. */
    Map<UUID, Integer> tags(UUID projectId, UUID memberId) {
        Map<UUID, Integer> counts = new LinkedHashMap<>();
        asked(TAGS, projectId, memberId)
                .query((row, number) -> counts.put(row.getObject(1, UUID.class), row.getInt(2)))
                .list();
        return counts;
    }

    private JdbcClient.StatementSpec asked(String sql, UUID projectId, UUID memberId) {
        return db.sql(sql)
                .param("project", projectId)
                .param("member", memberId)
                .param("account", null);
    }
}

package pl.rozmowa.teamwork;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All that one member is responsible for, works on and looks after. */
@Repository
class WorkTable {

    private final JdbcClient db;
    private final Clock clock;

    WorkTable(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** A conversation for which another is responsible now. */
    record PassedOn(UUID conversationId, UUID accountId) {}

    int assigned(UUID projectId, UUID memberId) {
        return db.sql(
                        "select count(*) from conversation where project_id = :project and assignee_id = :member")
                .param("project", projectId)
                .param("member", memberId)
                .query(Integer.class)
                .single();
    }

    int clients(UUID projectId, UUID memberId) {
        return db.sql(
                        "select count(*) from contact where project_id = :project and owner_id = :member")
                .param("project", projectId)
                .param("member", memberId)
                .query(Integer.class)
                .single();
    }

    /** Only what the other may answer; what is left is nobody's. */
    List<PassedOn> passOn(UUID projectId, UUID from, UUID to) {
        return db.sql(
                        """
                        update conversation c
                        set assignee_id = :to
                        where c.project_id = :project
                          and c.assignee_id = :from
                          and exists (
                              select 1
                              from conversation_access x
                              where x.project_id = c.project_id
                                and x.conversation_id = c.id
                                and x.member_id = :to
                                and x.level <> 'read')
                        returning c.id, c.account_id
                        """)
                .param("project", projectId)
                .param("from", from)
                .param("to", to)
                .query((row, number) ->
                        new PassedOn(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
    }

    void passMembershipsOn(UUID projectId, UUID from, UUID to, UUID by) {
        db.sql(
                        """
                        insert into conversation_member (project_id, conversation_id, member_id, added_by, added_at)
                        select w.project_id, w.conversation_id, :to, :by, :now
                        from conversation_member w
                        where w.project_id = :project
                          and w.member_id = :from
                          and exists (
                              select 1
                              from conversation_access x
                              where x.project_id = w.project_id
                                and x.conversation_id = w.conversation_id
                                and x.member_id = :to
                                and x.level <> 'read')
                        on conflict do nothing
                        """)
                .param("project", projectId)
                .param("from", from)
                .param("to", to)
                .param("by", by)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** @return how many */
    int passClientsOn(UUID projectId, UUID from, UUID to) {
        return db.sql(
                        """
                        update contact
                        set owner_id = :to,
                            owner_since = :now
                        where project_id = :project
                          and owner_id = :from
                        """)
                .param("project", projectId)
                .param("from", from)
                .param("to", to)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}

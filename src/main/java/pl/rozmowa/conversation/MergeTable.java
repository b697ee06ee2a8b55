package pl.rozmowa.conversation;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.platform.Ids;

/**
 * Conversations that a later email joined together. The one that was taken over stays as an empty row, so that links, grants and the
 * way back keep something to hold on to.
 */
@Repository
class MergeTable {

    /** What members wrote in a conversation goes where its emails go, and comes back with them. */
    private static final List<String> WRITTEN = List.of("note", "draft");

    private final JdbcClient db;
    private final Clock clock;

    MergeTable(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Whether somebody undid a merge among these: it is not done again. */
    boolean wereTakenApart(UUID projectId, Collection<UUID> conversations) {
        return db.sql(
                        """
                        select exists (
                            select 1
                            from conversation_merge
                            where project_id = :project
                              and from_id = any(:ids::uuid[])
                              and into_id = any(:ids::uuid[])
                              and undone_at is not null)
                        """)
                .param("project", projectId)
                .param("ids", Rows.array(conversations))
                .query(Boolean.class)
                .single();
    }

    /**
     * @param merges from the conversation that ends to the one that goes on; both are held by {@link ThreadTable#hold} already
     */
    void merge(UUID projectId, UUID accountId, Map<UUID, UUID> merges) {
        if (merges.isEmpty()) {
            return;
        }
        record(projectId, accountId, merges);
        pairs(
                """
                update email e
                set conversation_id = m.into_id
                from m
                where e.project_id = :project
                  and e.conversation_id = m.from_id
                """,
                projectId,
                merges);
        pairs(
                """
                update conversation_name n
                set conversation_id = m.into_id
                from m
                where n.project_id = :project
                  and n.conversation_id = m.from_id
                """,
                projectId,
                merges);
        pairs(
                """
                insert into conversation_contact (project_id, conversation_id, contact_id)
                select distinct c.project_id, m.into_id, c.contact_id
                from m
                join conversation_contact c on c.project_id = :project and c.conversation_id = m.from_id
                on conflict do nothing
                """,
                projectId,
                merges);
        mergeReads(projectId, merges);
        // What is still in the inbox is not put away by what it is joined to.
        pairs(
                """
                update conversation c
                set shelf = null,
                    shelved_at = null
                from m
                join conversation f on f.project_id = :project and f.id = m.from_id
                where c.project_id = :project
                  and c.id = m.into_id
                  and c.shelf is not null
                  and f.shelf is null
                  and f.live_count > 0
                """,
                projectId,
                merges);
        mergeTeamwork(projectId, merges);
        pairs(
                """
                update conversation c
                set merged_into = m.into_id,
                    email_count = 0,
                    live_count = 0,
                    attachment_count = 0,
                    unseen_at = null,
                    shelf = null,
                    shelved_at = null,
                    starred = false,
                    wish_failure = null,
                    state = 'open',
                    snoozed_until = null,
                    assignee_id = null
                from m
                where c.project_id = :project
                  and c.id = m.from_id
                """,
                projectId,
                merges);
        pairs(
                """
                update conversation c
                set merged_into = m.into_id
                from m
                where c.project_id = :project
                  and c.merged_into = m.from_id
                """,
                projectId,
                merges);
    }

    /** What is open in either is open; whoever works on either works on both; what was done to either was done to the joined one. */
    private void mergeTeamwork(UUID projectId, Map<UUID, UUID> merges) {
        pairs(
                """
                update conversation c
                set assignee_id = coalesce(c.assignee_id, f.assignee_id),
                    state = case when f.state = 'open' and f.live_count > 0 then 'open' else c.state end,
                    snoozed_until = case when f.state = 'open' and f.live_count > 0 then null else c.snoozed_until end
                from m
                join conversation f on f.project_id = :project and f.id = m.from_id
                where c.project_id = :project
                  and c.id = m.into_id
                  and (f.assignee_id is not null or c.state <> 'open')
                """,
                projectId,
                merges);
        pairs(
                """
                insert into conversation_member (project_id, conversation_id, member_id, added_by, added_at)
                select w.project_id, m.into_id, w.member_id, w.added_by, w.added_at
                from m
                join conversation_member w on w.project_id = :project and w.conversation_id = m.from_id
                on conflict do nothing
                """,
                projectId,
                merges);
        pairs(
                """
                insert into conversation_tag (project_id, conversation_id, tag_id, at)
                select t.project_id, m.into_id, t.tag_id, t.at
                from m
                join conversation_tag t on t.project_id = :project and t.conversation_id = m.from_id
                on conflict do nothing
                """,
                projectId,
                merges);
        pairs(
                """
                update conversation_event e
                set conversation_id = m.into_id
                from m
                where e.project_id = :project
                  and e.conversation_id = m.from_id
                """,
                projectId,
                merges);
        for (String written : WRITTEN) {
            pairs(
                    """
                    update %s w
                    set conversation_id = m.into_id
                    from m
                    where w.project_id = :project
                      and w.conversation_id = m.from_id
                    """
                            .formatted(written),
                    projectId,
                    merges);
        }
    }

    private void record(UUID projectId, UUID accountId, Map<UUID, UUID> merges) {
        db.sql(
                        """
                        insert into conversation_merge (project_id, id, account_id, from_id, into_id, email_ids, names, at)
                        select :project, m.id, :account, m.from_id, m.into_id,
                               array(select e.id
                                     from email e
                                     where e.project_id = :project
                                       and e.conversation_id = m.from_id),
                               array(select n.name
                                     from conversation_name n
                                     where n.project_id = :project
                                       and n.conversation_id = m.from_id),
                               :now
                        from unnest(:ids::uuid[], :from::uuid[], :into::uuid[]) as m (id, from_id, into_id)
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .param("ids", merges.keySet().stream().map(from -> Ids.next()).toArray(UUID[]::new))
                .param("from", Rows.array(merges.keySet()))
                .param("into", Rows.array(merges.values()))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** Whoever had one of them unread finds the joined one unread. */
    private void mergeReads(UUID projectId, Map<UUID, UUID> merges) {
        pairs(
                """
                , part as (
                    select m.into_id, m.from_id as id from m
                    union
                    select m.into_id, m.into_id from m
                ), state as (
                    select p.into_id, r.member_id, r.read_until, r.marked_unread
                    from part p
                    join conversation_read r on r.project_id = :project and r.conversation_id = p.id
                ), merged as (
                    select s.into_id, s.member_id, max(s.read_until) as read_until, bool_or(s.marked_unread) as marked_unread,
                           exists (select 1
                                   from part p
                                   join conversation c on c.project_id = :project and c.id = p.id
                                   left join conversation_read r on r.project_id = :project
                                        and r.conversation_id = p.id and r.member_id = s.member_id
                                   where p.into_id = s.into_id
                                     and c.unseen_at is not null
                                     and (r.read_until is null or c.unseen_at > r.read_until)) as unread
                    from state s
                    group by s.into_id, s.member_id
                )
                insert into conversation_read (project_id, conversation_id, member_id, read_until, marked_unread)
                select :project, into_id, member_id, read_until, marked_unread or unread
                from merged
                on conflict (project_id, member_id, conversation_id) do update
                set read_until = excluded.read_until,
                    marked_unread = excluded.marked_unread
                """,
                projectId,
                merges);
    }

    private void pairs(String sql, UUID projectId, Map<UUID, UUID> merges) {
        db.sql(
                        """
                        with m as (
                            select from_id, into_id
                            from unnest(:from::uuid[], :into::uuid[]) as m (from_id, into_id)
                        )
                        """
                                + sql)
                .param("project", projectId)
                .param("from", Rows.array(merges.keySet()))
                .param("into", Rows.array(merges.values()))
                .update();
    }

    /** What was merged, to take it apart again. */
    record Merge(UUID accountId, UUID from, UUID into) {}

    /** Gives the emails and names back that are still there; empty when there is no such merge or it was undone. */
    Optional<Merge> undo(UUID projectId, UUID mergeId) {
        Optional<Merge> merge =
                db.sql(
                                """
                                update conversation_merge
                                set undone_at = :now
                                where project_id = :project
                                  and id = :merge
                                  and undone_at is null
                                returning account_id, from_id, into_id
                                """)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("project", projectId)
                        .param("merge", mergeId)
                        .query((row, number) ->
                                new Merge(
                                        row.getObject(1, UUID.class),
                                        row.getObject(2, UUID.class),
                                        row.getObject(3, UUID.class)))
                        .optional();
        merge.ifPresent(found -> giveBack(projectId, mergeId));
        return merge;
    }

    private void giveBack(UUID projectId, UUID mergeId) {
        for (String sql :
                new String[] {
                    """
                    update email e
                    set conversation_id = m.from_id
                    from conversation_merge m
                    where m.project_id = :project
                      and m.id = :merge
                      and e.project_id = m.project_id
                      and e.id = any(m.email_ids)
                    """,
                    """
                    update conversation_name n
                    set conversation_id = m.from_id
                    from conversation_merge m
                    where m.project_id = :project
                      and m.id = :merge
                      and n.project_id = m.project_id
                      and n.account_id = m.account_id
                      and n.name = any(m.names)
                    """,
                    """
                    update conversation c
                    set merged_into = null
                    from conversation_merge m
                    where m.project_id = :project
                      and m.id = :merge
                      and c.project_id = m.project_id
                      and c.id = m.from_id
                    """
                }) {
            db.sql(sql).param("project", projectId).param("merge", mergeId).update();
        }
        for (String written : WRITTEN) {
            db.sql(
                            """
                            update %s w
                            set conversation_id = m.from_id
                            from conversation_merge m
                            where m.project_id = :project
                              and m.id = :merge
                              and w.project_id = m.project_id
                              and w.conversation_id = m.into_id
                              and w.home_id = m.from_id
                            """
                                    .formatted(written))
                    .param("project", projectId)
                    .param("merge", mergeId)
                    .update();
        }
    }
}

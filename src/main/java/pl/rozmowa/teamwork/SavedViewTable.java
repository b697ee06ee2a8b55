package pl.rozmowa.teamwork;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code saved_view}. */
@Repository
class SavedViewTable {

    private final JdbcClient db;
    private final Clock clock;

    SavedViewTable(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** {@code mine}: made by the one who looks. */
    record View(
            UUID id,
            String name,
            boolean shared,
            boolean mine,
            String section,
            @Nullable UUID accountId,
            @Nullable UUID tagId,
            boolean unread) {}

    /** Own ones, and shared ones unless they are about a mailbox that the member does not reach. */
    List<View> of(UUID projectId, UUID memberId, boolean alsoShared) {
        return db.sql(
                        """
                        select v.id, v.name, v.shared, v.owner_id = :member as mine, v.section, v.account_id, v.tag_id, v.unread
                        from saved_view v
                        where v.project_id = :project
                          and (v.owner_id = :member or v.shared and :shared)
                          and (v.account_id is null or exists (
                              select 1
                              from account_access a
                              where a.project_id = v.project_id
                                and a.account_id = v.account_id
                                and a.member_id = :member))
                        order by lower(v.name), v.id
                        """)
                .param("project", projectId)
                .param("member", memberId)
                .param("shared", alsoShared)
                .query(View.class)
                .list();
    }

    int count(UUID projectId, UUID memberId) {
        return db.sql(
                        "select count(*) from saved_view where project_id = :project and owner_id = :member")
                .param("project", projectId)
                .param("member", memberId)
                .query(Integer.class)
                .single();
    }

    /** @return false when there is no such mailbox or tag for this member */
    boolean add(UUID projectId, UUID memberId, View view) {
        return db.sql(
                                """
                                insert into saved_view (project_id, id, owner_id, shared, name, section, account_id, tag_id, unread,
                                                        created_at)
                                select :project, :id, :member, :shared, :name, :section, :account, :tag, :unread, :now
                                where (:account::uuid is null or exists (
                                          select 1
                                          from account_access a
                                          where a.project_id = :project
                                            and a.account_id = :account
                                            and a.member_id = :member))
                                  and (:tag::uuid is null or exists (
                                          select 1
                                          from tag t
                                          where t.project_id = :project
                                            and t.id = :tag))
                                """)
                        .param("project", projectId)
                        .param("id", view.id())
                        .param("member", memberId)
                        .param("shared", view.shared())
                        .param("name", view.name())
                        .param("section", view.section())
                        .param("account", view.accountId())
                        .param("tag", view.tagId())
                        .param("unread", view.unread())
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    void change(UUID projectId, UUID id, @Nullable String name, @Nullable Boolean shared) {
        db.sql(
                        """
                        update saved_view
                        set name = coalesce(:name, name),
                            shared = coalesce(:shared::boolean, shared)
                        where project_id = :project
                          and id = :id
                        """)
                .param("name", name)
                .param("shared", shared)
                .param("project", projectId)
                .param("id", id)
                .update();
    }

    void remove(UUID projectId, UUID id) {
        db.sql("delete from saved_view where project_id = :project and id = :id")
                .param("project", projectId)
                .param("id", id)
                .update();
    }

    /** What somebody who leaves kept for themselves goes; what they shared stays. */
    void forget(UUID projectId, UUID memberId) {
        db.sql(
                        "delete from saved_view where project_id = :project and owner_id = :member and not shared")
                .param("project", projectId)
                .param("member", memberId)
                .update();
    }
}

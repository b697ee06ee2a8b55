package pl.rozmowa.notification;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.team.CurrentMember;

/** The rows of {@code notice_mailbox}: from which mailbox a project writes to its own members. */
@Repository
class NoticeMailboxTable {

    private final JdbcClient db;

    NoticeMailboxTable(JdbcClient db) {
        this.db = db;
    }

    record Mailbox(UUID id, String address) {}

    /** Those that the member manages and that can send. */
    List<Mailbox> candidates(CurrentMember who) {
        return db.sql(
                        """
                        select a.id, a.address
                        from mail_account a
                        where a.project_id = :project
                          and a.state not in ('choosing', 'disconnecting', 'disconnected')
                          and exists (
                              select 1
                              from account_access x
                              where x.project_id = a.project_id
                                and x.account_id = a.id
                                and x.member_id = :member
                                and x.level = 'manage')
                        order by a.address_key
                        """)
                .param("project", who.projectId())
                .param("member", who.memberId())
                .query(Mailbox.class)
                .list();
    }

    Optional<UUID> find(UUID projectId) {
        return db.sql("select account_id from notice_mailbox where project_id = :project")
                .param("project", projectId)
                .query(UUID.class)
                .optional();
    }

    void choose(CurrentMember who, UUID accountId) {
        db.sql(
                        """
                        insert into notice_mailbox (project_id, account_id, chosen_by)
                        values (:project, :account, :member)
                        on conflict (project_id) do update
                        set account_id = excluded.account_id,
                            chosen_by = excluded.chosen_by
                        """)
                .param("project", who.projectId())
                .param("account", accountId)
                .param("member", who.memberId())
                .update();
    }

    void clear(UUID projectId) {
        db.sql("delete from notice_mailbox where project_id = :project")
                .param("project", projectId)
                .update();
    }
}

package pl.rozmowa.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the synchronisation of a mailbox is, counted from what is stored and never guessed. */
@Component
class ProgressQuery {

    private final JdbcClient jdbc;

    ProgressQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param total messages of the window that the server listed and still has
     * @param settled of these, how many are received or set aside as failed
     * @param serverCount all messages in the folder, in the window or not
     */
    record FolderProgress(
            UUID id,
            String name,
            String role,
            String state,
            int total,
            int settled,
            int failed,
            int serverCount) {}

    /** @param finished everything listed is settled in each chosen folder */
    record AccountProgress(
            String state,
            List<FolderProgress> folders,
            int messages,
            int contacts,
            int conversations,
            int outstandingAttachments,
            boolean finished) {}

    /** Empty where the member doesn't reach the mailbox. */
    Optional<AccountProgress> of(UUID projectId, UUID memberId, UUID accountId) {
        return state(projectId, memberId, accountId)
                .map(state -> progress(projectId, accountId, state));
    }

    private AccountProgress progress(UUID projectId, UUID accountId, String state) {
        List<FolderProgress> folders = folders(projectId, accountId);
        boolean finished =
                !folders.isEmpty()
                        && folders.stream()
                                .allMatch(f ->
                                        (f.state().equals("live") || f.state().equals("parked"))
                                                && f.settled() == f.total());
        return new AccountProgress(
                state,
                folders,
                count(
                        projectId,
                        accountId,
                        "select count(*) from email where project_id = :project and account_id = :account"),
                count(
                        projectId,
                        accountId,
                        """
                        select count(distinct cc.contact_id)
                        from conversation c
                        join conversation_contact cc on cc.project_id = c.project_id and cc.conversation_id = c.id
                        where c.project_id = :project and c.account_id = :account
                        """),
                count(
                        projectId,
                        accountId,
                        "select count(*) from conversation where project_id = :project and account_id = :account"),
                count(
                        projectId,
                        accountId,
                        """
                        select coalesce(sum(t.missing), 0)
                        from email e
                        cross join lateral (
                            select count(*) as missing
                            from attachment t
                            where t.project_id = e.project_id and t.email_id = e.id and t.sha256 is null) t
                        where e.project_id = :project
                          and e.account_id = :account
                          and not e.whole
                          and e.removed_at is null
                        """),
                finished);
    }

    private Optional<String> state(UUID projectId, UUID memberId, UUID accountId) {
        return jdbc.sql(
                        """
                        select a.state
                        from mail_account a
                        where a.project_id = :project
                          and a.id = :account
                          and exists (
                              select 1
                              from account_access x
                              where x.project_id = a.project_id and x.account_id = a.id and x.member_id = :member)
                        """)
                .param("project", projectId)
                .param("member", memberId)
                .param("account", accountId)
                .query(String.class)
                .optional();
    }

    private List<FolderProgress> folders(UUID projectId, UUID accountId) {
        return jdbc.sql(
                        """
                        select f.id, f.name, f.role, coalesce(c.state, 'waiting') as state,
                               greatest(coalesce(c.server_count, 0), 0) as server_count,
                               coalesce(n.total, 0) as total,
                               coalesce(n.settled, 0) as settled,
                               coalesce(n.failed, 0) as failed
                        from folder f
                        left join folder_cursor c on c.project_id = f.project_id and c.folder_id = f.id
                        left join lateral (
                            select count(*) as total,
                                   count(*) filter (where p.state <> 'listed') as settled,
                                   count(*) filter (where p.state = 'failed') as failed
                            from email_placement p
                            where p.project_id = f.project_id
                              and p.folder_id = f.id
                              and p.uid_validity = c.uid_validity
                              and p.state <> 'gone') n on true
                        where f.project_id = :project and f.account_id = :account and f.chosen
                        order by case f.role when 'inbox' then 0 when 'sent' then 1 else 2 end, f.name
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .query(ProgressQuery::folder)
                .list();
    }

    private int count(UUID projectId, UUID accountId, String sql) {
        return jdbc.sql(sql)
                .param("project", projectId)
                .param("account", accountId)
                .query(Integer.class)
                .single();
    }

    private static FolderProgress folder(ResultSet row, int number) throws SQLException {
        return new FolderProgress(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("role"),
                row.getString("state"),
                row.getInt("total"),
                row.getInt("settled"),
                row.getInt("failed"),
                row.getInt("server_count"));
    }
}

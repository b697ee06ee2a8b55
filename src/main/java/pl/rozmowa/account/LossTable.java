package pl.rozmowa.account;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What hangs on a mailbox, counted: so that nobody disconnects without knowing what goes. */
@Repository
class LossTable {

    private final JdbcClient db;

    LossTable(JdbcClient db) {
        this.db = db;
    }

    /**
     * What would be lost.
     *
     * @param contacts those known from this mailbox alone
     * @param outstandingAttachments attachments that are only on the server
     */
    record Loss(long conversations, long messages, long contacts, long outstandingAttachments) {}

    Loss of(UUID projectId, UUID accountId) {
        return db.sql(
                        """
                        select
                          (select count(*)
                           from conversation c
                           where c.project_id = :project
                             and c.account_id = :account) as conversations,
                          (select coalesce(sum(c.email_count), 0)
                           from conversation c
                           where c.project_id = :project
                             and c.account_id = :account) as messages,
                          (select count(*)
                           from (
                             select cc.contact_id
                             from conversation_contact cc
                             join conversation c on c.project_id = cc.project_id and c.id = cc.conversation_id
                             where cc.project_id = :project
                             group by cc.contact_id
                             having bool_and(c.account_id = :account)) as only_here) as contacts,
                          (select count(*)
                           from attachment t
                           join email e on e.project_id = t.project_id and e.id = t.email_id
                           where t.project_id = :project
                             and e.account_id = :account
                             and t.sha256 is null
                             and not e.whole
                             and e.removed_at is null) as outstanding
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .query((row, n) ->
                        new Loss(
                                row.getLong("conversations"),
                                row.getLong("messages"),
                                row.getLong("contacts"),
                                row.getLong("outstanding")))
                .single();
    }

    /** Whether anything of the mailbox is only at the server: messages that were listed, or attachments. */
    boolean isSomethingLeft(UUID projectId, UUID accountId) {
        return db.sql(
                        """
                        select exists (
                                   select 1
                                   from folder f
                                   join email_placement p on p.project_id = f.project_id and p.folder_id = f.id
                                   where f.project_id = :project
                                     and f.account_id = :account
                                     and f.chosen
                                     and p.state = 'listed')
                            or exists (
                                   select 1
                                   from email e
                                   join attachment t on t.project_id = e.project_id and t.email_id = e.id
                                   where e.project_id = :project
                                     and e.account_id = :account
                                     and t.sha256 is null
                                     and not e.whole
                                     and e.removed_at is null)
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .query(Boolean.class)
                .single();
    }
}

package pl.rozmowa.conversation;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.account.AccountRemoval;
import pl.rozmowa.account.FolderRemoval;

/** What goes when a mailbox goes with its history, or when a folder is no longer wanted with what came from it. */
@Repository
class Forgetting implements AccountRemoval, FolderRemoval {

    private final JdbcClient db;
    private final EmailTable emails;
    private final ConversationTable conversations;

    Forgetting(JdbcClient db, EmailTable emails, ConversationTable conversations) {
        this.db = db;
        this.emails = emails;
        this.conversations = conversations;
    }

    /** The rest hangs on the mailbox's row and goes with it. */
    @Override
    public void removing(UUID projectId, UUID accountId) {
        db.sql(
                        """
                        delete from contact c
                        where c.project_id = :project
                          and not exists (
                              select 1
                              from conversation_contact k
                              join conversation o on o.project_id = k.project_id and o.id = k.conversation_id
                              where k.project_id = c.project_id
                                and k.contact_id = c.id
                                and o.account_id <> :account)
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .update();
    }

    /**
     * Nothing arrives meanwhile: what came between the look at a conversation and its end would be gone with it. A conversation that
     * somebody answers just now is held by the answer, which waits for the mailbox: it stays, empty, until the answer is in it.
     */
    @Override
    public void removing(UUID projectId, UUID accountId, Set<UUID> folderIds) {
        emails.lock(accountId);
        List<UUID> changed =
                db.sql(
                                """
                                with gone as (
                                    delete from email_placement p
                                    where p.project_id = :project
                                      and p.folder_id = any(:folders::uuid[])
                                    returning p.email_id
                                )
                                delete from email e
                                where e.project_id = :project
                                  and e.account_id = :account
                                  and e.id in (select email_id from gone)
                                  and not e.submitted
                                  and not exists (
                                      select 1
                                      from email_placement p
                                      where p.project_id = e.project_id
                                        and p.email_id = e.id
                                        and p.folder_id <> all(:folders::uuid[]))
                                returning e.conversation_id
                                """)
                        .param("project", projectId)
                        .param("account", accountId)
                        .param("folders", Rows.array(folderIds))
                        .query(UUID.class)
                        .list();
        Set<UUID> touched = new TreeSet<>(changed);
        db.sql(
                        """
                        with free as materialized (
                            select c.id
                            from conversation c
                            where c.project_id = :project
                              and c.id = any(:ids::uuid[])
                            for update skip locked
                        )
                        delete from conversation c
                        where c.project_id = :project
                          and c.id in (select id from free)
                          and not exists (
                              select 1
                              from email e
                              where e.project_id = c.project_id
                                and e.conversation_id = c.id)
                        """)
                .param("project", projectId)
                .param("ids", Rows.array(touched))
                .update();
        conversations.summarise(projectId, touched);
        db.sql(
                        """
                        delete from contact c
                        where c.project_id = :project
                          and not exists (
                              select 1
                              from conversation_contact k
                              where k.project_id = c.project_id
                                and k.contact_id = c.id)
                        """)
                .param("project", projectId)
                .update();
    }
}

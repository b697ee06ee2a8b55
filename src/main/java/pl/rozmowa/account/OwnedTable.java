package pl.rozmowa.account;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The mailboxes that a member owns, as they pass to another. */
@Repository
class OwnedTable {

    private final JdbcClient db;

    OwnedTable(JdbcClient db) {
        this.db = db;
    }

    /**
     * How many mailboxes a member owns: those that whoever asks manages as well, or the others.
     *
     * @param everything whoever asks passes on what they don't see as well: then only what is private is set apart
     */
    int count(UUID projectId, UUID ownerId, UUID byId, boolean everything, boolean secret) {
        return db.sql(
                        """
                        select count(*)
                        from mail_account
                        where project_id = :project
                          and owner_id = :owner
                          and (sharing = 'private'
                            or not :everything
                               and not exists (
                                   select 1
                                   from account_access x
                                   where x.project_id = mail_account.project_id
                                     and x.account_id = mail_account.id
                                     and x.member_id = :by
                                     and x.level = 'manage')) = :secret
                        """)
                .param("project", projectId)
                .param("owner", ownerId)
                .param("by", byId)
                .param("everything", everything)
                .param("secret", secret)
                .query(Integer.class)
                .single();
    }

    /** Gives a member's mailboxes to another, with everything as it is; their ids. Credentials are sealed for the mailbox, not its owner. */
    List<UUID> handOver(UUID projectId, UUID fromId, UUID toId, UUID byId, boolean everything) {
        List<UUID> passed =
                db.sql(
                                """
                                update mail_account
                                set owner_id = :to
                                where project_id = :project
                                  and owner_id = :from
                                  and (:everything or exists (
                                      select 1
                                      from account_access x
                                      where x.project_id = mail_account.project_id
                                        and x.account_id = mail_account.id
                                        and x.member_id = :by
                                        and x.level = 'manage'))
                                returning id
                                """)
                        .param("project", projectId)
                        .param("from", fromId)
                        .param("to", toId)
                        .param("by", byId)
                        .param("everything", everything)
                        .query(UUID.class)
                        .list();
        db.sql(
                        """
                        delete from account_share
                        where project_id = :project
                          and member_id = :to
                          and account_id = any(cast(:passed as uuid[]))
                        """)
                .param("project", projectId)
                .param("to", toId)
                .param("passed", Uuids.texts(passed))
                .update();
        return passed;
    }
}

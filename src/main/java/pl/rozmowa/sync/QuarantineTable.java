package pl.rozmowa.sync;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Messages that were set aside because they can't be received. */
@Component
class QuarantineTable {

    private final JdbcClient jdbc;

    QuarantineTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where a message lies that is set aside; empty where it isn't, or not in this mailbox. */
    Optional<OutstandingTable.Place> placeOf(UUID projectId, UUID accountId, SetAside message) {
        return jdbc.sql(
                        """
                        select f.wire_name
                        from email_placement p
                        join folder f on f.project_id = p.project_id and f.id = p.folder_id
                        where p.project_id = :project
                          and f.account_id = :account
                          and p.folder_id = :folder
                          and p.uid_validity = :uidValidity
                          and p.uid = :uid
                          and p.state = 'failed'
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .param("folder", message.folderId())
                .param("uidValidity", message.uidValidity())
                .param("uid", message.uid())
                .query(String.class)
                .optional()
                .map(wireName ->
                        new OutstandingTable.Place(
                                accountId,
                                message.folderId(),
                                wireName,
                                message.uidValidity(),
                                message.uid()));
    }

    /** Puts one message back among the listed ones; false where it isn't set aside. */
    boolean retry(UUID projectId, UUID accountId, SetAside message) {
        return jdbc.sql(
                                """
                                update email_placement p
                                set state = 'listed'
                                from folder f
                                where f.project_id = p.project_id
                                  and f.id = p.folder_id
                                  and p.project_id = :project
                                  and f.account_id = :account
                                  and p.folder_id = :folder
                                  and p.uid_validity = :uidValidity
                                  and p.uid = :uid
                                  and p.state = 'failed'
                                """)
                        .param("project", projectId)
                        .param("account", accountId)
                        .param("folder", message.folderId())
                        .param("uidValidity", message.uidValidity())
                        .param("uid", message.uid())
                        .update()
                == 1;
    }

    /** Puts all of a mailbox's messages back among the listed ones and answers the folders that they lie in. */
    List<UUID> retryAll(UUID projectId, UUID accountId) {
        return jdbc
                .sql(
                        """
                        update email_placement p
                        set state = 'listed'
                        from folder f
                        join folder_cursor c on c.project_id = f.project_id and c.folder_id = f.id
                        where f.project_id = p.project_id
                          and f.id = p.folder_id
                          and p.project_id = :project
                          and f.account_id = :account
                          and p.uid_validity = c.uid_validity
                          and p.state = 'failed'
                        returning p.folder_id
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .query(UUID.class)
                .list()
                .stream()
                .distinct()
                .toList();
    }
}

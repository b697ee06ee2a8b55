package pl.rozmowa.account;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code account_credential}: sealed values only. */
@Repository
class CredentialTable {

    private final JdbcClient db;

    CredentialTable(JdbcClient db) {
        this.db = db;
    }

    Optional<byte[]> find(UUID projectId, UUID accountId, String field) {
        return db.sql(
                        """
                        select sealed
                        from account_credential
                        where project_id = :project
                          and account_id = :account
                          and field = :field
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .param("field", field)
                .query((row, n) -> row.getBytes("sealed"))
                .optional();
    }

    void put(UUID projectId, UUID accountId, String field, byte[] sealed) {
        db.sql(
                        """
                        insert into account_credential (project_id, account_id, field, sealed)
                        values (:project, :account, :field, :sealed)
                        on conflict (project_id, account_id, field)
                        do update set sealed = excluded.sealed
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .param("field", field)
                .param("sealed", sealed)
                .update();
    }

    void delete(UUID projectId, UUID accountId) {
        db.sql(
                        """
                        delete from account_credential
                        where project_id = :project
                          and account_id = :account
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .update();
    }
}

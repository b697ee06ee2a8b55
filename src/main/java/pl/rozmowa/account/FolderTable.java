package pl.rozmowa.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code folder}. */
@Repository
class FolderTable {

    private static final String COLUMNS =
            """
            select f.project_id, f.id, f.account_id, f.wire_name, f.name, f.delimiter, f.role,
                   f.selectable, f.chosen, f.direction, f.vanished
            from folder f
            """;

    private final JdbcClient db;

    FolderTable(JdbcClient db) {
        this.db = db;
    }

    List<Folder> of(UUID projectId, UUID accountId) {
        return db.sql(
                        COLUMNS
                                + """
                                where f.project_id = :project
                                  and f.account_id = :account
                                order by f.name, f.id
                                """)
                .param("project", projectId)
                .param("account", accountId)
                .query(FolderTable::folder)
                .list();
    }

    void markVanished(UUID projectId, Set<UUID> folderIds) {
        db.sql(
                        """
                        update folder
                        set vanished = true
                        where project_id = :project
                          and id = any(:folders)
                        """)
                .param("project", projectId)
                .param("folders", folderIds.toArray(UUID[]::new))
                .update();
    }

    private static Folder folder(ResultSet row, int n) throws SQLException {
        return new Folder(
                row.getObject("project_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getString("wire_name"),
                row.getString("name"),
                row.getString("delimiter"),
                FolderRole.of(row.getString("role")),
                row.getBoolean("selectable"),
                row.getBoolean("chosen"),
                FolderDirection.of(row.getString("direction")),
                row.getBoolean("vanished"));
    }
}

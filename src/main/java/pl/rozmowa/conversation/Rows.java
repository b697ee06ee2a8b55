package pl.rozmowa.conversation;

import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/** Sends rows into a table by COPY, inside the caller's transaction. */
@Component
class Rows {

    /** Writes the rows of one COPY. */
    @FunctionalInterface
    interface Source {
        void write(CopyRows rows) throws SQLException;
    }

    private final JdbcOperations jdbc;

    Rows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param into table and columns, as in {@code email (project_id, id)}
     */
    void copy(String into, Source source) {
        ConnectionCallback<Long> copying =
                connection -> {
                    CopyRows rows =
                            new CopyRows(
                                    connection
                                            .unwrap(PGConnection.class)
                                            .getCopyAPI()
                                            .copyIn(
                                                    "copy "
                                                            + into
                                                            + " from stdin (format binary)"));
                    source.write(rows);
                    return rows.end();
                };
        jdbc.execute(copying);
    }

    /** For {@code = any(:ids::uuid[])}. */
    static UUID[] array(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }
}

package pl.rozmowa.team;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SetupCodeTable {

    private final JdbcClient jdbc;

    SetupCodeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void replace(byte[] hash, Instant at) {
        jdbc.sql(
                        """
                        insert into setup_code (only_one, code_hash, created_at)
                        values (true, :hash, :at)
                        on conflict (only_one) do update
                        set code_hash = excluded.code_hash,
                            created_at = excluded.created_at
                        """)
                .param("hash", hash)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The hash, held until the end of the transaction: of several first visits at once only one goes on. */
    Optional<byte[]> lock() {
        return jdbc.sql("select code_hash from setup_code for update")
                .query(byte[].class)
                .optional();
    }

    Optional<byte[]> find() {
        return jdbc.sql("select code_hash from setup_code").query(byte[].class).optional();
    }

    void remove() {
        jdbc.sql("delete from setup_code").update();
    }
}

package pl.rozmowa.platform;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One sealed word, by which a wrong key is noticed before it does harm. */
@Component
class SecretCheckTable {

    private final JdbcClient jdbc;

    SecretCheckTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<byte[]> sealed() {
        return jdbc.sql("select sealed from secret_check").query(byte[].class).optional();
    }

    /** Several nodes may start at once; the first one's word stays. */
    void write(byte[] sealed) {
        jdbc.sql("insert into secret_check (sealed) values (:sealed) on conflict do nothing")
                .param("sealed", sealed)
                .update();
    }
}

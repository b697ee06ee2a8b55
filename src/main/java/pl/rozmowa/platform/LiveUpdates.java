package pl.rozmowa.platform;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells every node, once the surrounding transaction is committed, that something changed. PostgreSQL's NOTIFY keeps the order of
 * commits, drops duplicates within a transaction and forgets everything with a rollback.
 */
@Component
public class LiveUpdates {

    static final String CHANNEL = "rozmowa_live";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    LiveUpdates(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Call it inside the transaction that makes the change; those who may see it hear of it after the commit. */
    public void publish(LiveEvent event) {
        jdbc.sql("select pg_notify(:channel, :event)")
                .param("channel", CHANNEL)
                .param("event", json.writeValueAsString(event))
                .query((row, number) -> row.getObject(1))
                .list();
    }
}

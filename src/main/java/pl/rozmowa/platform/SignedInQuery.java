package pl.rozmowa.platform;

import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Asks Spring Session's table which of some sessions are still good. */
@Component
class SignedInQuery {

    private final JdbcClient jdbc;
    private final Clock clock;

    SignedInQuery(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Set<String> among(Set<String> sessionIds) {
        return new HashSet<>(
                jdbc.sql(
                                """
                                select session_id
                                from spring_session
                                where session_id = any (:ids)
                                  and expiry_time > :now
                                """)
                        .param("ids", sessionIds.toArray(String[]::new))
                        .param("now", clock.millis())
                        .query(String.class)
                        .list());
    }
}

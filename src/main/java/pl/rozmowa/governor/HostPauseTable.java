package pl.rozmowa.governor;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Hosts at rest, so that the other nodes and the next start know too. */
@Component
class HostPauseTable {

    private final JdbcClient jdbc;

    HostPauseTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<HostPause> find(String host) {
        return jdbc.sql(
                        """
                        select host, until, reason, failures
                        from host_pause
                        where host = :host
                        """)
                .param("host", host)
                .query((row, number) ->
                        new HostPause(
                                row.getString("host"),
                                row.getObject("until", OffsetDateTime.class).toInstant(),
                                row.getString("reason"),
                                row.getInt("failures")))
                .optional();
    }

    /** The longer pause stays where two nodes set one. */
    void save(HostPause pause, Instant now) {
        jdbc.sql(
                        """
                        insert into host_pause as p (host, until, reason, failures, since)
                        values (:host, :until, :reason, :failures, :now)
                        on conflict (host) do update
                        set until = greatest(p.until, excluded.until),
                            reason = excluded.reason,
                            failures = greatest(p.failures, excluded.failures)
                        """)
                .param("host", pause.host())
                .param("until", pause.until().atOffset(ZoneOffset.UTC))
                .param("reason", pause.reason())
                .param("failures", pause.failures())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void end(String host) {
        jdbc.sql("delete from host_pause where host = :host").param("host", host).update();
    }
}

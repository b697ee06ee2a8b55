package pl.rozmowa.governor;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Octets moved a mailbox and day. */
@Component
class TrafficTable {

    private final JdbcClient jdbc;

    TrafficTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Moved(UUID projectId, UUID accountId, long in, long out) {}

    /**
     * Adds what was moved. A mailbox that was deleted meanwhile is passed over.
     *
     * @return what came in that day so far, by mailbox
     */
    Map<UUID, Long> add(LocalDate day, List<Moved> moved) {
        Map<UUID, Long> total = new TreeMap<>();
        jdbc.sql(
                        """
                        insert into account_traffic as t (project_id, account_id, day, bytes_in, bytes_out)
                        select m.project, m.account, :day, sum(m.came), sum(m.went)
                        from unnest(:projects::uuid[], :accounts::uuid[], :came::bigint[], :went::bigint[])
                             as m (project, account, came, went)
                        join mail_account a on a.project_id = m.project and a.id = m.account
                        group by m.project, m.account
                        order by m.project, m.account
                        on conflict (project_id, account_id, day) do update
                        set bytes_in = t.bytes_in + excluded.bytes_in,
                            bytes_out = t.bytes_out + excluded.bytes_out
                        returning account_id, bytes_in
                        """)
                .param("day", day)
                .param("projects", moved.stream().map(Moved::projectId).toArray(UUID[]::new))
                .param("accounts", moved.stream().map(Moved::accountId).toArray(UUID[]::new))
                .param("came", moved.stream().map(Moved::in).toArray(Long[]::new))
                .param("went", moved.stream().map(Moved::out).toArray(Long[]::new))
                .query(row -> {
                    total.put(row.getObject("account_id", UUID.class), row.getLong("bytes_in"));
                });
        return total;
    }

    Traffic.Octets of(UUID projectId, UUID accountId, LocalDate day) {
        return jdbc.sql(
                        """
                        select bytes_in, bytes_out
                        from account_traffic
                        where project_id = :project and account_id = :account and day = :day
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .param("day", day)
                .query((row, number) ->
                        new Traffic.Octets(row.getLong("bytes_in"), row.getLong("bytes_out")))
                .optional()
                .orElse(new Traffic.Octets(0, 0));
    }

    /** Days are kept for a month. */
    int forgetBefore(LocalDate day) {
        return jdbc.sql("delete from account_traffic where day < :day").param("day", day).update();
    }
}

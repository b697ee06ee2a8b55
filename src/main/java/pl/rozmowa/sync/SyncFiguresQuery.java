package pl.rozmowa.sync;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How all mailboxes of the installation are doing, over all projects and nodes. */
@Component
class SyncFiguresQuery {

    private final JdbcClient jdbc;
    private final Clock clock;

    SyncFiguresQuery(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The figures of one moment.
     *
     * @param mailboxes how many are in each state
     * @param folders how many followed ones have each cursor state
     * @param lagSeconds for how long the folder that is furthest behind hasn't been read to its end; 0 when none is behind
     * @param quarantined messages that are set aside
     * @param bytesIn received today (UTC)
     * @param bytesOut sent today (UTC)
     */
    record Figures(
            Map<String, Integer> mailboxes,
            Map<String, Integer> folders,
            double lagSeconds,
            long quarantined,
            long bytesIn,
            long bytesOut) {}

    Figures now() {
        return jdbc.sql(
                        """
                        select (select count(*) from email_placement where state = 'failed') as quarantined,
                               (select coalesce(sum(bytes_in), 0) from account_traffic where day = :today) as bytes_in,
                               (select coalesce(sum(bytes_out), 0) from account_traffic where day = :today) as bytes_out
                        """)
                .param("today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query((row, number) ->
                        new Figures(
                                counts(
                                        "select state, count(*) as n from mail_account group by state"),
                                counts(
                                        """
                                        select coalesce(c.state, 'waiting') as state, count(*) as n
                                        from folder f
                                        left join folder_cursor c on c.project_id = f.project_id and c.folder_id = f.id
                                        where f.chosen and not f.vanished
                                        group by 1
                                        """),
                                lag(),
                                row.getLong("quarantined"),
                                row.getLong("bytes_in"),
                                row.getLong("bytes_out")))
                .single();
    }

    /** Parked folders and mailboxes that nobody reads are behind on purpose. */
    private double lag() {
        return jdbc.sql(
                        """
                        select coalesce(max(extract(epoch from :now - coalesce(c.last_success, a.state_at))), 0)
                        from mail_account a
                        join folder f on f.project_id = a.project_id and f.account_id = a.id
                        left join folder_cursor c on c.project_id = f.project_id and c.folder_id = f.id
                        where a.state in ('backfilling', 'live', 'backing_off', 'paused')
                          and f.chosen
                          and not f.vanished
                          and f.role <> 'drafts'
                          and (c.parked_until is null or c.parked_until < :now)
                          and (c.folder_id is null
                               or c.state <> 'live'
                               or c.asked_at is not null
                               or exists (
                                   select 1
                                   from email_placement p
                                   where p.project_id = c.project_id
                                     and p.folder_id = c.folder_id
                                     and p.uid_validity = c.uid_validity
                                     and p.state = 'listed'))
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Double.class)
                .single();
    }

    private Map<String, Integer> counts(String sql) {
        Map<String, Integer> counts = new HashMap<>();
        jdbc.sql(sql)
                .query(row -> {
                    counts.put(row.getString("state"), row.getInt("n"));
                });
        return counts;
    }
}

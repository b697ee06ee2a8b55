package pl.rozmowa.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import pl.rozmowa.governor.Traffic;
import pl.rozmowa.provider.MailProvider;
import pl.rozmowa.provider.ProviderCatalog;
import pl.rozmowa.team.CurrentMember;

/** How the synchronisation of a mailbox is doing, counted from what is stored and never guessed. */
@Component
class SyncStatusQuery {

    private static final int MOST_ITEMS = 100;

    private final JdbcClient jdbc;
    private final SyncAccessQuery access;
    private final ProviderCatalog providers;
    private final Traffic traffic;
    private final Clock clock;

    SyncStatusQuery(
            JdbcClient jdbc,
            SyncAccessQuery access,
            ProviderCatalog providers,
            Traffic traffic,
            Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.providers = providers;
        this.traffic = traffic;
        this.clock = clock;
    }

    /** 404 where the member doesn't reach the mailbox. */
    SyncStatus of(CurrentMember who, UUID accountId) {
        String level = access.requireReached(who, accountId).key();
        return jdbc.sql(
                        """
                        select a.state, a.state_reason, a.state_at, a.provider, p.name as held_by
                        from mail_account a
                        left join member m on m.project_id = a.project_id and m.id = a.held_by
                        left join person p on p.id = m.person_id
                        where a.project_id = :project and a.id = :account
                        """)
                .param("project", who.projectId())
                .param("account", accountId)
                .query((row, number) ->
                        new SyncStatus(
                                accountId,
                                row.getString("state"),
                                row.getString("state_reason"),
                                row.getObject("state_at", OffsetDateTime.class).toInstant(),
                                row.getString("held_by"),
                                level,
                                traffic(
                                        who.projectId(),
                                        accountId,
                                        providers.get(row.getString("provider"))),
                                folders(who.projectId(), accountId),
                                quarantine(who.projectId(), accountId)))
                .single();
    }

    private SyncStatus.Traffic traffic(UUID projectId, UUID accountId, MailProvider provider) {
        Traffic.Octets moved = traffic.movedToday(projectId, accountId);
        return new SyncStatus.Traffic(
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                moved.in(),
                moved.out(),
                provider.dailyBytes(),
                !provider.unverified().contains("dailyBytes"));
    }

    private List<SyncStatus.OneFolder> folders(UUID projectId, UUID accountId) {
        return jdbc.sql(
                        """
                        select f.id, f.name, f.role, f.wire_name, f.vanished,
                               c.state, coalesce(c.uid_validity, 0) as uid_validity, coalesce(c.uid_next, 0) as uid_next,
                               c.highest_modseq, coalesce(c.server_count, -1) as server_count, c.outside,
                               nullif(c.since, '-infinity') as since, coalesce(c.failures, 0) as failures, c.last_error,
                               c.parked_until, c.last_success, c.reconciled_at, coalesce(c.drift, 0) as drift,
                               c.asked_at, c.asked_since,
                               n.here, n.waiting, n.failed
                        from folder f
                        left join folder_cursor c on c.project_id = f.project_id and c.folder_id = f.id
                        cross join lateral (
                            select count(*) filter (where p.state = 'fetched' and p.uid_validity = c.uid_validity) as here,
                                   count(*) filter (where p.state = 'listed' and p.uid_validity = c.uid_validity) as waiting,
                                   count(*) filter (where p.state = 'failed' and p.uid_validity = c.uid_validity) as failed
                            from email_placement p
                            where p.project_id = f.project_id
                              and p.folder_id = f.id
                              and p.state <> 'gone') n
                        where f.project_id = :project
                          and f.account_id = :account
                          and f.chosen
                          and f.role <> 'drafts'
                        order by case f.role when 'inbox' then 0 when 'sent' then 1 else 2 end, f.name
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .query(this::folder)
                .list();
    }

    private SyncStatus.OneFolder folder(ResultSet row, int number) throws SQLException {
        int total = row.getInt("server_count");
        Integer outside = row.getObject("outside", Integer.class);
        Integer server = total < 0 || outside == null ? null : Math.max(0, total - outside);
        int here = row.getInt("here");
        int waiting = row.getInt("waiting");
        int failed = row.getInt("failed");
        FolderStanding standing =
                FolderStanding.of(
                        row.getBoolean("vanished"),
                        row.getString("state"),
                        row.getLong("uid_validity"),
                        instant(row, "parked_until"),
                        waiting,
                        clock.instant());
        return new SyncStatus.OneFolder(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("role"),
                standing.key(),
                server,
                here,
                waiting,
                failed,
                standing == FolderStanding.UP_TO_DATE
                        && server != null
                        && server == here
                        && failed == 0,
                row.getObject("since", LocalDate.class),
                instant(row, "parked_until"),
                instant(row, "last_success"),
                row.getString("last_error"),
                row.getInt("failures"),
                instant(row, "reconciled_at"),
                row.getInt("drift"),
                instant(row, "asked_at"),
                row.getObject("asked_since", LocalDate.class),
                new SyncStatus.Details(
                        row.getString("wire_name"),
                        row.getLong("uid_validity"),
                        row.getLong("uid_next"),
                        row.getObject("highest_modseq", Long.class),
                        total < 0 ? null : total));
    }

    private SyncStatus.Quarantine quarantine(UUID projectId, UUID accountId) {
        List<SyncStatus.Item> items =
                jdbc.sql(
                                """
                                select f.id, f.name, f.role, p.uid_validity, p.uid,
                                       coalesce(p.failure, 'unsettled') as failure, p.attempts,
                                       coalesce(p.failed_at, :now) as failed_at,
                                       coalesce(p.failed_at, :now)
                                           + least(interval '10 minutes' * power(6, least(p.attempts, 6) - 1),
                                                   interval '1 day') as next_try
                                from folder f
                                join folder_cursor c on c.project_id = f.project_id and c.folder_id = f.id
                                join email_placement p on p.project_id = f.project_id
                                                      and p.folder_id = f.id
                                                      and p.uid_validity = c.uid_validity
                                where f.project_id = :project
                                  and f.account_id = :account
                                  and f.chosen
                                  and p.state = 'failed'
                                order by p.failed_at desc nulls last, f.id, p.uid desc
                                limit :most
                                """)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("project", projectId)
                        .param("account", accountId)
                        .param("most", MOST_ITEMS)
                        .query(SyncStatusQuery::item)
                        .list();
        return new SyncStatus.Quarantine(setAside(projectId, accountId), items);
    }

    private int setAside(UUID projectId, UUID accountId) {
        return jdbc.sql(
                        """
                        select count(*)
                        from folder f
                        join folder_cursor c on c.project_id = f.project_id and c.folder_id = f.id
                        join email_placement p on p.project_id = f.project_id
                                              and p.folder_id = f.id
                                              and p.uid_validity = c.uid_validity
                        where f.project_id = :project
                          and f.account_id = :account
                          and f.chosen
                          and p.state = 'failed'
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .query(Integer.class)
                .single();
    }

    private static SyncStatus.Item item(ResultSet row, int number) throws SQLException {
        return new SyncStatus.Item(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("role"),
                row.getLong("uid_validity"),
                row.getLong("uid"),
                row.getString("failure"),
                row.getObject("failed_at", OffsetDateTime.class).toInstant(),
                row.getInt("attempts"),
                row.getObject("next_try", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}

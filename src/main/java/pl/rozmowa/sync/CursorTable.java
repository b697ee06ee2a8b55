package pl.rozmowa.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The cursors of the folders. */
@Component
class CursorTable {

    private final JdbcClient jdbc;

    CursorTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<FolderCursor> find(UUID projectId, UUID folderId) {
        return jdbc.sql(
                        """
                        select folder_id, state, uid_validity, uid_next, highest_modseq, server_count, since,
                               failures, parked_until, flags_at, reconciled_at
                        from folder_cursor
                        where project_id = :project and folder_id = :folder
                        """)
                .param("project", projectId)
                .param("folder", folderId)
                .query(CursorTable::cursor)
                .optional();
    }

    /**
     * How the chosen folders of a mailbox stand; those that were never opened are missing.
     *
     * @param failedBefore as for {@link PlacementTable#retryFailed}: now
     */
    List<Standing> standings(UUID projectId, UUID accountId, Instant failedBefore) {
        return jdbc.sql(
                        """
                        select c.folder_id, c.state, c.uid_validity, c.uid_next, c.highest_modseq, c.server_count, c.since,
                               c.failures, c.parked_until, c.flags_at, c.reconciled_at,
                               c.asked_at is not null
                                   or coalesce(c.reconciled_at < :now - interval '25 hours', true)
                                   or exists (
                                       select 1
                                       from email_placement p
                                       where p.project_id = c.project_id
                                         and p.folder_id = c.folder_id
                                         and p.uid_validity = c.uid_validity
                                         and p.state = 'listed')
                                   or exists (
                                       select 1
                                       from email_placement p
                                       where p.project_id = c.project_id
                                         and p.folder_id = c.folder_id
                                         and p.uid_validity = c.uid_validity
                                         and p.state = 'failed'
                                         and p.failed_at < :now - least(interval '10 minutes' * power(6, least(p.attempts, 6) - 1), interval '1 day'))
                                   as owed
                        from folder f
                        join folder_cursor c on c.project_id = f.project_id and c.folder_id = f.id
                        where f.project_id = :project and f.account_id = :account and f.chosen
                        """)
                .param("now", atUtc(failedBefore))
                .param("project", projectId)
                .param("account", accountId)
                .query((row, number) -> new Standing(cursor(row, number), row.getBoolean("owed")))
                .list();
    }

    void forget(UUID projectId, Set<UUID> folderIds) {
        jdbc.sql(
                        """
                        delete from folder_cursor
                        where project_id = :project and folder_id in (:folders)
                        """)
                .param("project", projectId)
                .param("folders", folderIds)
                .update();
    }

    void save(UUID projectId, FolderCursor cursor) {
        jdbc.sql(
                        """
                        insert into folder_cursor (project_id, folder_id, state, uid_validity, uid_next,
                                                   highest_modseq, server_count, since, failures, parked_until)
                        values (:project, :folder, :state, :uidValidity, :uidNext,
                                :modseq, :serverCount, :since, :failures, :parkedUntil)
                        on conflict (project_id, folder_id) do update
                        set state = excluded.state,
                            uid_validity = excluded.uid_validity,
                            uid_next = excluded.uid_next,
                            highest_modseq = excluded.highest_modseq,
                            server_count = excluded.server_count,
                            since = excluded.since,
                            failures = excluded.failures,
                            parked_until = excluded.parked_until
                        """)
                .param("project", projectId)
                .param("folder", cursor.folderId())
                .param("state", cursor.state().name().toLowerCase(Locale.ROOT))
                .param("uidValidity", cursor.uidValidity())
                .param("uidNext", cursor.uidNext())
                .param("modseq", cursor.highestModseq())
                .param("serverCount", cursor.serverCount())
                .param("since", cursor.since())
                .param("failures", cursor.failures())
                .param("parkedUntil", atUtc(cursor.parkedUntil()))
                .update();
    }

    void succeeded(UUID projectId, UUID folderId, Instant at) {
        jdbc.sql(
                        """
                        update folder_cursor
                        set last_success = :at, last_error = null, failures = 0
                        where project_id = :project and folder_id = :folder
                        """)
                .param("at", atUtc(at))
                .param("project", projectId)
                .param("folder", folderId)
                .update();
    }

    /** The flags of the whole window were compared. */
    void comparedFlags(UUID projectId, UUID folderId, Instant at) {
        jdbc.sql(
                        """
                        update folder_cursor
                        set flags_at = :at
                        where project_id = :project and folder_id = :folder
                        """)
                .param("at", atUtc(at))
                .param("project", projectId)
                .param("folder", folderId)
                .update();
    }

    /** The whole window was compared; {@code drift} differences were found and mended. */
    void reconciled(UUID projectId, UUID folderId, Instant at, int drift) {
        jdbc.sql(
                        """
                        update folder_cursor
                        set reconciled_at = :at, drift = :drift
                        where project_id = :project and folder_id = :folder
                        """)
                .param("at", atUtc(at))
                .param("drift", drift)
                .param("project", projectId)
                .param("folder", folderId)
                .update();
    }

    /** Notes a refusal that is nobody's fault and passes. */
    void stumbled(UUID projectId, UUID folderId, String reason) {
        jdbc.sql(
                        """
                        update folder_cursor
                        set last_error = :reason
                        where project_id = :project and folder_id = :folder
                        """)
                .param("reason", reason)
                .param("project", projectId)
                .param("folder", folderId)
                .update();
    }

    /** Notes that the server refused to open the folder once more and answers how often it has in a row. */
    int refused(UUID projectId, UUID folderId, String reason) {
        return jdbc.sql(
                        """
                        insert into folder_cursor (project_id, folder_id, state, uid_validity, uid_next, since,
                                                   failures, last_error)
                        values (:project, :folder, 'listed', 0, 1, '-infinity', 1, :reason)
                        on conflict (project_id, folder_id) do update
                        set failures = folder_cursor.failures + 1, last_error = excluded.last_error
                        returning failures
                        """)
                .param("reason", reason)
                .param("project", projectId)
                .param("folder", folderId)
                .query(Integer.class)
                .single();
    }

    /**
     * Notes that the server renumbered the folder.
     *
     * @return how often it has within a day
     */
    int renumbered(UUID projectId, UUID folderId, Instant at) {
        return jdbc.sql(
                        """
                        update folder_cursor
                        set renumbered = case when renumbered_at > :at - interval '1 day' then renumbered + 1 else 1 end,
                            renumbered_at = case when renumbered_at > :at - interval '1 day' then renumbered_at else :at end
                        where project_id = :project and folder_id = :folder
                        returning renumbered
                        """)
                .param("at", atUtc(at))
                .param("project", projectId)
                .param("folder", folderId)
                .query(Integer.class)
                .single();
    }

    /** Leaves a folder alone until then. */
    void park(UUID projectId, UUID folderId, Instant until) {
        jdbc.sql(
                        """
                        update folder_cursor
                        set state = 'parked', parked_until = :until
                        where project_id = :project and folder_id = :folder
                        """)
                .param("until", atUtc(until))
                .param("project", projectId)
                .param("folder", folderId)
                .update();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime atUtc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static FolderCursor cursor(ResultSet row, int number) throws SQLException {
        return new FolderCursor(
                row.getObject("folder_id", UUID.class),
                FolderCursor.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getLong("uid_validity"),
                row.getLong("uid_next"),
                row.getObject("highest_modseq", Long.class),
                row.getInt("server_count"),
                row.getObject("since", LocalDate.class),
                row.getInt("failures"),
                instant(row, "parked_until"),
                instant(row, "flags_at"),
                instant(row, "reconciled_at"));
    }
}

package pl.rozmowa.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people asked of folders, in the rows of {@code folder_cursor}: it stays there until the engine has done it. */
@Component
class AskedTable {

    private final JdbcClient jdbc;
    private final Clock clock;

    AskedTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Another look that somebody asked for.
     *
     * @param since the first day of what is to be listed again; null: only what is listed already
     */
    record Asked(Instant at, @Nullable LocalDate since) {}

    /**
     * Asks for all followed folders of a mailbox, or one. Of two requests that wait, the one that reaches further back counts. A folder that
     * is parked is tried at once.
     *
     * @return how many folders that are
     */
    int fetchAgain(UUID projectId, UUID accountId, @Nullable UUID folderId, LocalDate since) {
        return ask(projectId, accountId, folderId == null ? null : List.of(folderId), since);
    }

    /** Asks for a look at these folders, and for nothing to be listed again. */
    void lookAgain(UUID projectId, UUID accountId, List<UUID> folderIds) {
        ask(projectId, accountId, folderIds, null);
    }

    private int ask(
            UUID projectId,
            UUID accountId,
            @Nullable List<UUID> folderIds,
            @Nullable LocalDate since) {
        return jdbc.sql(
                        """
                        insert into folder_cursor as c (project_id, folder_id, state, uid_validity, uid_next, since,
                                                        asked_at, asked_since)
                        select f.project_id, f.id, 'listed', 0, 1, '-infinity', :now, cast(:since as date)
                        from folder f
                        where f.project_id = :project
                          and f.account_id = :account
                          and f.chosen
                          and f.role <> 'drafts'
                          and (:all or f.id = any(cast(:folders as uuid[])))
                        on conflict (project_id, folder_id) do update
                        set parked_until = null,
                            asked_at = excluded.asked_at,
                            asked_since = least(c.asked_since, excluded.asked_since)
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("since", since)
                .param("project", projectId)
                .param("account", accountId)
                .param("all", folderIds == null)
                .param(
                        "folders",
                        folderIds == null
                                ? new String[0]
                                : folderIds.stream().map(UUID::toString).toArray(String[]::new))
                .update();
    }

    Optional<Asked> find(UUID projectId, UUID folderId) {
        return jdbc.sql(
                        """
                        select asked_at, asked_since
                        from folder_cursor
                        where project_id = :project
                          and folder_id = :folder
                          and asked_at is not null
                        """)
                .param("project", projectId)
                .param("folder", folderId)
                .query(AskedTable::asked)
                .optional();
    }

    /** Done, unless somebody asked anew meanwhile. */
    void done(UUID projectId, UUID folderId, Asked asked) {
        jdbc.sql(
                        """
                        update folder_cursor
                        set asked_at = null, asked_since = null
                        where project_id = :project and folder_id = :folder and asked_at = :at
                        """)
                .param("project", projectId)
                .param("folder", folderId)
                .param("at", asked.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Puts messages that were set aside back among the listed ones, whatever their time. */
    int retry(UUID projectId, UUID folderId, long uidValidity) {
        return jdbc.sql(
                        """
                        update email_placement
                        set state = 'listed'
                        where project_id = :project
                          and folder_id = :folder
                          and uid_validity = :uidValidity
                          and state = 'failed'
                        """)
                .param("project", projectId)
                .param("folder", folderId)
                .param("uidValidity", uidValidity)
                .update();
    }

    /** What the server holds in a folder beyond the messages that are followed. */
    void counted(UUID projectId, UUID folderId, long outside) {
        jdbc.sql(
                        """
                        update folder_cursor
                        set outside = :outside
                        where project_id = :project and folder_id = :folder
                        """)
                .param("outside", outside)
                .param("project", projectId)
                .param("folder", folderId)
                .update();
    }

    private static Asked asked(ResultSet row, int number) throws SQLException {
        return new Asked(
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("asked_since", LocalDate.class));
    }
}

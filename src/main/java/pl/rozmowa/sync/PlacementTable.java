package pl.rozmowa.sync;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the server listed and what became of it. The room {@code conversation} turns a listed placement into a fetched
 * one when it receives the email; everything else that happens to a placement happens here.
 */
@Component
class PlacementTable {

    private static final String KNOWN =
            """
            select uid, email_id, flags
            from email_placement
            where project_id = :project
              and folder_id = :folder
              and uid_validity = :uidValidity
              and state in ('listed', 'fetched', 'failed')
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    PlacementTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A placement that has its email, as far as a comparison with the server needs it. */
    record Known(long uid, @Nullable UUID emailId, Set<String> flags) {}

    /** Holds the folder's choice until the commit, so that nothing is written into a folder that is being dropped. */
    void requireFollowed(UUID projectId, UUID folderId) {
        boolean followed =
                jdbc.sql(
                                """
                                select 1
                                from folder
                                where project_id = :project and id = :folder and chosen
                                for share
                                """)
                        .param("project", projectId)
                        .param("folder", folderId)
                        .query(Integer.class)
                        .optional()
                        .isPresent();
        if (!followed) {
            throw new FolderDropped(folderId);
        }
    }

    /**
     * Writes down UIDs that the server listed; those already known stay as they are. One that was taken for gone and is listed again was
     * never gone.
     *
     * @return how many are to be fetched that weren't before
     */
    int list(UUID projectId, UUID folderId, long uidValidity, Collection<Long> uids) {
        return jdbc.sql(
                        """
                        insert into email_placement as p (project_id, folder_id, uid_validity, uid, state)
                        select :project, :folder, :uidValidity, uid, 'listed'
                        from unnest(:uids::bigint[]) as uid
                        on conflict (project_id, folder_id, uid_validity, uid) do update
                        set state = 'listed'
                        where p.state = 'gone'
                        """)
                .param("project", projectId)
                .param("folder", folderId)
                .param("uidValidity", uidValidity)
                .param("uids", uids.toArray(Long[]::new))
                .update();
    }

    /** UIDs that are listed and neither fetched, gone nor failed, newest first. */
    List<Long> outstanding(UUID projectId, UUID folderId, long uidValidity) {
        return jdbc.sql(
                        """
                        select uid
                        from email_placement
                        where project_id = :project
                          and folder_id = :folder
                          and uid_validity = :uidValidity
                          and state = 'listed'
                        order by uid desc
                        """)
                .param("project", projectId)
                .param("folder", folderId)
                .param("uidValidity", uidValidity)
                .query(Long.class)
                .list();
    }

    /** Everything known to lie in the folder, by UID. */
    Map<Long, Known> known(UUID projectId, UUID folderId, long uidValidity) {
        return known(
                jdbc.sql(KNOWN)
                        .param("project", projectId)
                        .param("folder", folderId)
                        .param("uidValidity", uidValidity));
    }

    /** Of these UIDs the ones that are known to lie in the folder. */
    Map<Long, Known> known(UUID projectId, UUID folderId, long uidValidity, Collection<Long> uids) {
        return known(
                jdbc.sql(KNOWN + "and uid = any(:uids::bigint[])")
                        .param("project", projectId)
                        .param("folder", folderId)
                        .param("uidValidity", uidValidity)
                        .param("uids", uids.toArray(Long[]::new)));
    }

    private static Map<Long, Known> known(JdbcClient.StatementSpec query) {
        Map<Long, Known> known = new TreeMap<>();
        query.query(row -> {
            known.put(
                    row.getLong("uid"),
                    new Known(
                            row.getLong("uid"),
                            row.getObject("email_id", UUID.class),
                            Set.of((String[]) row.getArray("flags").getArray())));
        });
        return known;
    }

    /** Marks a UID that can't be received, with the reason's code; it is shown and tried again, never forgotten. */
    void fail(UUID projectId, UUID folderId, long uidValidity, long uid, String reason) {
        jdbc.sql(
                        """
                        update email_placement
                        set state = 'failed', failure = :reason, attempts = attempts + 1, failed_at = :now
                        where project_id = :project
                          and folder_id = :folder
                          and uid_validity = :uidValidity
                          and uid = :uid
                          and state = 'listed'
                        """)
                .param("reason", reason)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("project", projectId)
                .param("folder", folderId)
                .param("uidValidity", uidValidity)
                .param("uid", uid)
                .update();
    }

    /** Puts failed placements back among the listed ones when their time has come: after ten minutes, an hour, six hours, then daily. */
    int retryFailed(UUID projectId, UUID folderId, long uidValidity) {
        return jdbc.sql(
                        """
                        update email_placement
                        set state = 'listed'
                        where project_id = :project
                          and folder_id = :folder
                          and uid_validity = :uidValidity
                          and state = 'failed'
                          and failed_at < :now - least(interval '10 minutes' * power(6, least(attempts, 6) - 1), interval '1 day')
                        """)
                .param("project", projectId)
                .param("folder", folderId)
                .param("uidValidity", uidValidity)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Marks UIDs that the server no longer has and answers the emails that lay there. */
    List<UUID> gone(UUID projectId, UUID folderId, long uidValidity, Collection<Long> uids) {
        return jdbc
                .sql(
                        """
                        update email_placement
                        set state = 'gone'
                        where project_id = :project
                          and folder_id = :folder
                          and uid_validity = :uidValidity
                          and uid = any(:uids::bigint[])
                          and state <> 'gone'
                        returning email_id
                        """)
                .param("project", projectId)
                .param("folder", folderId)
                .param("uidValidity", uidValidity)
                .param("uids", uids.toArray(Long[]::new))
                .query(UUID.class)
                .list()
                .stream()
                .filter(Objects::nonNull)
                .toList();
    }

    /** Marks all placements of former UIDVALIDITY values as gone and answers the emails that lay there. */
    List<UUID> goneWithOtherValidity(UUID projectId, UUID folderId, long uidValidity) {
        return jdbc
                .sql(
                        """
                        update email_placement
                        set state = 'gone'
                        where project_id = :project
                          and folder_id = :folder
                          and uid_validity <> :uidValidity
                          and state <> 'gone'
                        returning email_id
                        """)
                .param("project", projectId)
                .param("folder", folderId)
                .param("uidValidity", uidValidity)
                .query(UUID.class)
                .list()
                .stream()
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * Tells the planner about the rows that a first synchronisation brings, where the tables have grown several times over since it
     * looked last: until the database looks by itself it plans for empty tables, takes any index that begins with the project for as good
     * as the right one, and reads it to its end. Only what rows are found by is looked at, not what is written in them.
     */
    void learnSizes() {
        boolean grown =
                jdbc.sql(
                                """
                                select pg_relation_size(oid) / current_setting('block_size')::int > 4 * relpages + 8
                                from pg_class
                                where oid = 'email'::regclass
                                """)
                        .query(Boolean.class)
                        .single();
        if (grown) {
            jdbc.sql(
                            """
                            analyze (skip_locked)
                                email (project_id, id, account_id, conversation_id, ident_key, message_id, subject_key),
                                email_placement (project_id, folder_id, uid_validity, uid, email_id, state),
                                attachment (project_id, id, email_id),
                                conversation (project_id, id, account_id, last_at, live_count),
                                conversation_name (project_id, account_id, name, conversation_id),
                                conversation_contact,
                                contact (project_id, id, email_key)
                            """)
                    .update();
        }
    }

    /** Stores the flags that changed at the server. */
    void flags(UUID projectId, UUID folderId, long uidValidity, Map<Long, Set<String>> changed) {
        List<Long> uids = new ArrayList<>(changed.keySet());
        List<String> flags =
                uids.stream()
                        .map(uid -> String.join(" ", changed.getOrDefault(uid, Set.of())))
                        .toList();
        jdbc.sql(
                        """
                        update email_placement p
                        set flags = coalesce(string_to_array(nullif(c.flags, ''), ' '), '{}')
                        from unnest(:uids::bigint[], :flags::text[]) as c (uid, flags)
                        where p.project_id = :project
                          and p.folder_id = :folder
                          and p.uid_validity = :uidValidity
                          and p.uid = c.uid
                        """)
                .param("uids", uids.toArray(Long[]::new))
                .param("flags", flags.toArray(String[]::new))
                .param("project", projectId)
                .param("folder", folderId)
                .param("uidValidity", uidValidity)
                .update();
    }
}

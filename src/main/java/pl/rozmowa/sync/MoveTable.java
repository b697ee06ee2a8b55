package pl.rozmowa.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import pl.rozmowa.conversation.CopyAtServer;

/** The rows of {@code email_move}: each copy is written down before the server is asked to move it, and stays as where it lay before. */
@Component
class MoveTable {

    private final JdbcClient jdbc;
    private final Clock clock;

    MoveTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One copy on its way, or arrived.
     *
     * @param origin the folder it lay in before it was put away, however often it was moved since
     * @param toValidity UIDVALIDITY of the target before the move; 0 where the server didn't say
     * @param toUidNext what the target would have numbered next then
     * @param toUid where it arrived; null while that isn't known
     * @param messageId the stored Message-ID, by which the server can be asked; null where it has none
     */
    record Move(
            UUID id,
            UUID emailId,
            UUID origin,
            UUID fromFolder,
            long fromValidity,
            long fromUid,
            UUID toFolder,
            long toValidity,
            long toUidNext,
            @Nullable Long toUid,
            @Nullable String messageId) {

        boolean arrivedAt(CopyAtServer copy) {
            return toUid != null
                    && emailId.equals(copy.emailId())
                    && toFolder.equals(copy.folderId())
                    && toValidity == copy.uidValidity()
                    && toUid == copy.uid();
        }
    }

    private static final String MOVES =
            """
            select m.id, m.email_id, m.origin_folder_id, m.from_folder_id, m.from_validity, m.from_uid,
                   m.to_folder_id, m.to_validity, m.to_uid_next, m.to_uid, e.message_id
            from email_move m
            join email e on e.project_id = m.project_id and e.id = m.email_id
            """;

    void start(UUID projectId, UUID accountId, Collection<Move> moves) {
        for (Move move : moves) {
            jdbc.sql(
                            """
                            insert into email_move (project_id, id, account_id, email_id, origin_folder_id, from_folder_id,
                                                    from_validity, from_uid, to_folder_id, to_validity, to_uid_next, started_at)
                            values (:project, :id, :account, :email, :origin, :from, :fromValidity, :fromUid,
                                    :to, :toValidity, :toUidNext, :now)
                            """)
                    .param("project", projectId)
                    .param("id", move.id())
                    .param("account", accountId)
                    .param("email", move.emailId())
                    .param("origin", move.origin())
                    .param("from", move.fromFolder())
                    .param("fromValidity", move.fromValidity())
                    .param("fromUid", move.fromUid())
                    .param("to", move.toFolder())
                    .param("toValidity", move.toValidity())
                    .param("toUidNext", move.toUidNext())
                    .param("now", now())
                    .update();
        }
    }

    /** Moves of which nobody knows yet whether the server made them. */
    List<Move> underWay(UUID projectId, UUID accountId) {
        return jdbc.sql(
                        MOVES
                                + """
                                where m.project_id = :project
                                  and m.account_id = :account
                                  and m.done_at is null
                                order by m.started_at, m.id
                                """)
                .param("project", projectId)
                .param("account", accountId)
                .query(MoveTable::move)
                .list();
    }

    /** With its Message-ID, by which it can be looked for. */
    Move find(UUID projectId, UUID moveId) {
        return jdbc.sql(MOVES + "where m.project_id = :project and m.id = :move")
                .param("project", projectId)
                .param("move", moveId)
                .query(MoveTable::move)
                .single();
    }

    /** Where copies of these emails lay before. */
    List<Move> records(UUID projectId, Collection<UUID> emails) {
        return jdbc.sql(
                        MOVES
                                + """
                                where m.project_id = :project
                                  and m.email_id = any(:emails::uuid[])
                                  and m.done_at is not null
                                order by m.started_at, m.id
                                """)
                .param("project", projectId)
                .param("emails", emails.toArray(UUID[]::new))
                .query(MoveTable::move)
                .list();
    }

    /** It didn't happen, or nothing needs to be remembered of it. */
    void forget(UUID projectId, UUID moveId) {
        jdbc.sql("delete from email_move where project_id = :project and id = :move")
                .param("project", projectId)
                .param("move", moveId)
                .update();
    }

    /**
     * The copy arrived: its place here is the new one, with the flags it had. Only the record of where it lay first is kept, and none once
     * it lies there again.
     */
    void arrived(UUID projectId, Move move, long toValidity, long toUid) {
        jdbc.sql(
                        """
                        insert into email_placement as p (project_id, folder_id, uid_validity, uid, email_id, state, flags)
                        select :project, :to, :toValidity, :toUid, :email, 'fetched', coalesce(
                            (select f.flags
                             from email_placement f
                             where f.project_id = :project
                               and f.folder_id = :from
                               and f.uid_validity = :fromValidity
                               and f.uid = :fromUid), '{}')
                        on conflict (project_id, folder_id, uid_validity, uid) do update
                        set email_id = excluded.email_id, state = 'fetched', failure = null
                        """)
                .param("project", projectId)
                .param("to", move.toFolder())
                .param("toValidity", toValidity)
                .param("toUid", toUid)
                .param("email", move.emailId())
                .param("from", move.fromFolder())
                .param("fromValidity", move.fromValidity())
                .param("fromUid", move.fromUid())
                .update();
        jdbc.sql(
                        """
                        update email_placement
                        set state = 'gone'
                        where project_id = :project
                          and folder_id = :from
                          and uid_validity = :fromValidity
                          and uid = :fromUid
                        """)
                .param("project", projectId)
                .param("from", move.fromFolder())
                .param("fromValidity", move.fromValidity())
                .param("fromUid", move.fromUid())
                .update();
        jdbc.sql(
                        """
                        delete from email_move
                        where project_id = :project
                          and email_id = :email
                          and to_folder_id = :from
                          and to_uid = :fromUid
                          and done_at is not null
                        """)
                .param("project", projectId)
                .param("email", move.emailId())
                .param("from", move.fromFolder())
                .param("fromUid", move.fromUid())
                .update();
        if (move.origin().equals(move.toFolder())) {
            forget(projectId, move.id());
            return;
        }
        jdbc.sql(
                        """
                        update email_move
                        set to_validity = :toValidity, to_uid = :toUid, done_at = :now
                        where project_id = :project
                          and id = :id
                        """)
                .param("toValidity", toValidity)
                .param("toUid", toUid)
                .param("now", now())
                .param("project", projectId)
                .param("id", move.id())
                .update();
    }

    /** Whether a copy of this email is known to lie at one of these UIDs. */
    Optional<Long> whereIs(
            UUID projectId, UUID emailId, UUID folderId, long uidValidity, Collection<Long> uids) {
        return jdbc.sql(
                        """
                        select uid
                        from email_placement
                        where project_id = :project
                          and folder_id = :folder
                          and uid_validity = :validity
                          and uid = any(:uids::bigint[])
                          and email_id = :email
                          and state = 'fetched'
                        order by uid desc
                        limit 1
                        """)
                .param("project", projectId)
                .param("folder", folderId)
                .param("validity", uidValidity)
                .param("uids", uids.toArray(Long[]::new))
                .param("email", emailId)
                .query(Long.class)
                .optional();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Move move(ResultSet row, int number) throws SQLException {
        return new Move(
                row.getObject("id", UUID.class),
                row.getObject("email_id", UUID.class),
                row.getObject("origin_folder_id", UUID.class),
                row.getObject("from_folder_id", UUID.class),
                row.getLong("from_validity"),
                row.getLong("from_uid"),
                row.getObject("to_folder_id", UUID.class),
                row.getLong("to_validity"),
                row.getLong("to_uid_next"),
                row.getObject("to_uid", Long.class),
                row.getString("message_id"));
    }
}

package pl.rozmowa.teamwork;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.account.AccessLevel;
import pl.rozmowa.contact.TimeCursor;
import pl.rozmowa.conversation.Colleague;
import pl.rozmowa.conversation.Page;
import pl.rozmowa.conversation.Reached;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Notes as a member may see them. Whoever reaches the conversation reads all of them; a guest reads those that mention the guest, and
 * the guest's own. Who is not the one, does not learn that there are others.
 */
@Repository
class NoteQuery {

    static final int PAGE = 200;

    private static final TypeReference<List<Mentioned>> MENTIONS = new TypeReference<>() {};
    private static final Timestamp LATEST = Timestamp.from(Instant.parse("9999-12-31T00:00:00Z"));

    private static final String NOTES =
            """
            select n.id, n.author_id, p.name, n.written_at, n.edited_at, n.version,
                   case when n.removed_at is null then n.html else '' end as html,
                   n.removed_at, n.removed_by, r.name as remover,
                   n.author_id = me.id and n.removed_at is null as mine,
                   me.role in ('owner', 'admin') as reviews,
                   coalesce((
                       select json_agg(json_build_object('id', k.member_id, 'name', kp.name, 'guest', km.role = 'guest') order by kp.name)
                       from note_mention k
                       join member km on km.project_id = k.project_id and km.id = k.member_id
                       join person kp on kp.id = km.person_id
                       where k.project_id = n.project_id
                         and k.note_id = n.id), '[]') as mentions
            from note n
            join member me on me.project_id = n.project_id and me.id = :member
            join member a on a.project_id = n.project_id and a.id = n.author_id
            join person p on p.id = a.person_id
            left join member rm on rm.project_id = n.project_id and rm.id = n.removed_by
            left join person r on r.id = rm.person_id
            where n.project_id = :project
              and n.conversation_id = :conversation
              and (me.role <> 'guest'
                   or n.author_id = me.id
                   or exists (
                       select 1
                       from note_mention k
                       where k.project_id = n.project_id
                         and k.note_id = n.id
                         and k.member_id = me.id))
            """;

    private final JdbcClient db;
    private final JsonMapper json;

    NoteQuery(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /** {@code guest}: from outside the team; this note is open to them. */
    record Mentioned(UUID id, String name, boolean guest) {}

    record Removed(Colleague by, Instant at) {}

    /**
     * A note as it is read.
     *
     * @param html cleaned; empty where it was removed
     * @param mine the reader wrote it and may edit it
     * @param mayRemove the reader wrote it or manages the mailbox
     * @param mayReview the reader may read what it said before: everybody while it stands, owners and admins afterwards
     */
    record Note(
            UUID id,
            Colleague by,
            Instant at,
            @Nullable Instant editedAt,
            int version,
            String html,
            List<Mentioned> mentions,
            boolean mine,
            boolean mayRemove,
            boolean mayReview,
            @Nullable Removed removed) {}

    /** What a note said, from when on. */
    record Version(int version, String html, Instant at) {}

    /** Newest first. */
    Page<Note> page(Reached conversation, UUID memberId, @Nullable TimeCursor before) {
        List<Note> notes =
                db.sql(
                                NOTES
                                        + """
                                          and (n.written_at, n.id) < (:at, :id)
                                        order by n.written_at desc, n.id desc
                                        limit :limit
                                        """)
                        .param("member", memberId)
                        .param("project", conversation.projectId())
                        .param("conversation", conversation.conversationId())
                        .param("at", before == null ? LATEST : Timestamp.from(before.at()))
                        .param("id", before == null ? new UUID(-1, -1) : before.id())
                        .param("limit", PAGE + 1)
                        .query((row, number) -> note(conversation, row))
                        .list();
        return Page.of(notes, PAGE, note -> new TimeCursor(note.at(), note.id()));
    }

    /** Empty where the member may not see it. */
    Optional<Note> find(Reached conversation, UUID memberId, UUID noteId) {
        return db.sql(NOTES + "  and n.id = :note\n")
                .param("member", memberId)
                .param("project", conversation.projectId())
                .param("conversation", conversation.conversationId())
                .param("note", noteId)
                .query((row, number) -> note(conversation, row))
                .optional();
    }

    /** Newest first, the present one too. For whoever may review it; a guest reads what it said since it named them. */
    List<Version> versions(Reached conversation, UUID memberId, UUID noteId) {
        return db.sql(
                        """
                        select v.version, v.html, v.at
                        from (
                            select n.version, n.html, coalesce(n.edited_at, n.written_at) as at
                            from note n
                            where n.project_id = :project
                              and n.id = :note
                            union all
                            select v.version, v.html, v.at
                            from note_version v
                            where v.project_id = :project
                              and v.note_id = :note
                        ) v
                        where exists (
                                  select 1
                                  from member me
                                  where me.project_id = :project
                                    and me.id = :member
                                    and me.role <> 'guest')
                           or exists (
                                  select 1
                                  from note n
                                  where n.project_id = :project
                                    and n.id = :note
                                    and n.author_id = :member)
                           or v.at >= (
                                  select k.at
                                  from note_mention k
                                  where k.project_id = :project
                                    and k.note_id = :note
                                    and k.member_id = :member)
                        order by v.version desc
                        """)
                .param("project", conversation.projectId())
                .param("member", memberId)
                .param("note", noteId)
                .query((row, number) ->
                        new Version(row.getInt(1), row.getString(2), instant(row, "at")))
                .list();
    }

    private Note note(Reached conversation, ResultSet row) throws SQLException {
        boolean mine = row.getBoolean("mine");
        boolean gone = row.getObject("removed_at") != null;
        return new Note(
                row.getObject("id", UUID.class),
                new Colleague(row.getObject("author_id", UUID.class), row.getString("name")),
                instant(row, "written_at"),
                row.getObject("edited_at") == null ? null : instant(row, "edited_at"),
                row.getInt("version"),
                row.getString("html"),
                json.readValue(row.getString("mentions"), MENTIONS),
                mine,
                !gone && (mine || conversation.level().includes(AccessLevel.MANAGE)),
                !gone || row.getBoolean("reviews"),
                gone
                        ? new Removed(
                                new Colleague(
                                        row.getObject("removed_by", UUID.class),
                                        row.getString("remover")),
                                instant(row, "removed_at"))
                        : null);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}

package pl.rozmowa.teamwork;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.conversation.Reached;

/** The rows of {@code note} and what hangs on them, as they are written. */
@Repository
class NoteTable {

    private final JdbcClient db;

    NoteTable(JdbcClient db) {
        this.db = db;
    }

    /** @return false where the author has used this key before */
    boolean add(
            Reached conversation,
            UUID id,
            UUID authorId,
            String key,
            String html,
            String text,
            Instant now) {
        return db.sql(
                                """
                                insert into note (project_id, id, conversation_id, home_id, author_id, key, html, text, written_at)
                                values (:project, :id, :conversation, :conversation, :author, :key, :html, :text, :now)
                                on conflict (project_id, author_id, key) do nothing
                                """)
                        .param("project", conversation.projectId())
                        .param("id", id)
                        .param("conversation", conversation.conversationId())
                        .param("author", authorId)
                        .param("key", key)
                        .param("html", html)
                        .param("text", text)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** The note that was written with this key, also one that is removed by now. */
    Optional<UUID> byKey(UUID projectId, UUID authorId, String key) {
        return db.sql(
                        """
                        select id
                        from note
                        where project_id = :project
                          and author_id = :author
                          and key = :key
                        """)
                .param("project", projectId)
                .param("author", authorId)
                .param("key", key)
                .query(UUID.class)
                .optional();
    }

    /** Says something else from now on; what it said before is kept. */
    void edit(UUID projectId, UUID noteId, String html, String text, Instant now) {
        db.sql(
                        """
                        insert into note_version (project_id, note_id, version, html, at)
                        select n.project_id, n.id, n.version, n.html, coalesce(n.edited_at, n.written_at)
                        from note n
                        where n.project_id = :project
                          and n.id = :note
                        """)
                .param("project", projectId)
                .param("note", noteId)
                .update();
        db.sql(
                        """
                        update note
                        set html = :html,
                            text = :text,
                            version = version + 1,
                            edited_at = :now
                        where project_id = :project
                          and id = :note
                        """)
                .param("html", html)
                .param("text", text)
                .param("now", Timestamp.from(now))
                .param("project", projectId)
                .param("note", noteId)
                .update();
    }

    void remove(UUID projectId, UUID noteId, UUID by, Instant now) {
        db.sql(
                        """
                        update note
                        set removed_at = :now,
                            removed_by = :by
                        where project_id = :project
                          and id = :note
                        """)
                .param("now", Timestamp.from(now))
                .param("by", by)
                .param("project", projectId)
                .param("note", noteId)
                .update();
        mention(projectId, noteId, Set.of(), now);
    }

    /**
     * Makes these, and nobody else, the ones whom it mentions.
     *
     * @return those whom it did not mention before
     */
    Set<UUID> mention(UUID projectId, UUID noteId, Collection<UUID> members, Instant now) {
        String[] ids = members.stream().map(UUID::toString).toArray(String[]::new);
        db.sql(
                        """
                        delete from note_mention
                        where project_id = :project
                          and note_id = :note
                          and member_id <> all(:members::uuid[])
                        """)
                .param("project", projectId)
                .param("note", noteId)
                .param("members", ids)
                .update();
        return new HashSet<>(
                db.sql(
                                """
                                insert into note_mention (project_id, note_id, member_id, at)
                                select :project, :note, m, :now
                                from unnest(:members::uuid[]) as m
                                on conflict do nothing
                                returning member_id
                                """)
                        .param("project", projectId)
                        .param("note", noteId)
                        .param("members", ids)
                        .param("now", Timestamp.from(now))
                        .query(UUID.class)
                        .list());
    }
}

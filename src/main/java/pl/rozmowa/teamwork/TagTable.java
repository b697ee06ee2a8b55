package pl.rozmowa.teamwork;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.conversation.Reached;

/** The rows of {@code tag} and {@code conversation_tag}. */
@Repository
class TagTable {

    private final JdbcClient db;
    private final Clock clock;

    TagTable(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** {@code colour}: 0 to 7. */
    record Tag(UUID id, String name, int colour) {}

    List<Tag> all(UUID projectId) {
        return db.sql(
                        """
                        select id, name, colour
                        from tag
                        where project_id = :project
                        order by name_key, id
                        """)
                .param("project", projectId)
                .query(Tag.class)
                .list();
    }

    /** Those on conversations that the member reaches. */
    List<Tag> seenBy(UUID projectId, UUID memberId) {
        return db.sql(
                        """
                        select t.id, t.name, t.colour
                        from tag t
                        where t.project_id = :project
                          and exists (
                              select 1
                              from conversation_tag c
                              join conversation_access x
                                on x.project_id = c.project_id and x.conversation_id = c.conversation_id
                              where c.project_id = t.project_id
                                and c.tag_id = t.id
                                and x.member_id = :member)
                        order by t.name_key, t.id
                        """)
                .param("project", projectId)
                .param("member", memberId)
                .query(Tag.class)
                .list();
    }

    Optional<Tag> find(UUID projectId, UUID id) {
        return db.sql(
                        """
                        select id, name, colour
                        from tag
                        where project_id = :project
                          and id = :id
                        """)
                .param("project", projectId)
                .param("id", id)
                .query(Tag.class)
                .optional();
    }

    Optional<UUID> madeBy(UUID projectId, UUID id) {
        return db.sql("select created_by from tag where project_id = :project and id = :id")
                .param("project", projectId)
                .param("id", id)
                .query(UUID.class)
                .optional();
    }

    int count(UUID projectId) {
        return db.sql("select count(*) from tag where project_id = :project")
                .param("project", projectId)
                .query(Integer.class)
                .single();
    }

    /** @return false when another has the name */
    boolean add(UUID projectId, Tag tag, UUID by) {
        return db.sql(
                                """
                                insert into tag (project_id, id, name, name_key, colour, created_by, created_at)
                                values (:project, :id, :name, :key, :colour, :by, :now)
                                on conflict (project_id, name_key) do nothing
                                """)
                        .param("project", projectId)
                        .param("id", tag.id())
                        .param("name", tag.name())
                        .param("key", Names.key(tag.name()))
                        .param("colour", tag.colour())
                        .param("by", by)
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    /** @return false when another has the name */
    boolean change(UUID projectId, Tag tag) {
        return db.sql(
                                """
                                update tag t
                                set name = :name,
                                    name_key = :key,
                                    colour = :colour
                                where t.project_id = :project
                                  and t.id = :id
                                  and not exists (
                                      select 1
                                      from tag other
                                      where other.project_id = :project
                                        and other.name_key = :key
                                        and other.id <> :id)
                                """)
                        .param("project", projectId)
                        .param("id", tag.id())
                        .param("name", tag.name())
                        .param("key", Names.key(tag.name()))
                        .param("colour", tag.colour())
                        .update()
                == 1;
    }

    void remove(UUID projectId, UUID id) {
        db.sql("delete from tag where project_id = :project and id = :id")
                .param("project", projectId)
                .param("id", id)
                .update();
    }

    /** @return those that it did not have before; unknown ones are none */
    List<UUID> give(Reached conversation, Collection<UUID> tags) {
        return db.sql(
                        """
                        insert into conversation_tag (project_id, conversation_id, tag_id, at)
                        select t.project_id, :conversation, t.id, :now
                        from tag t
                        where t.project_id = :project
                          and t.id = any(:tags::uuid[])
                        on conflict do nothing
                        returning tag_id
                        """)
                .param("conversation", conversation.conversationId())
                .param("now", Timestamp.from(clock.instant()))
                .param("project", conversation.projectId())
                .param("tags", tags.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    /** @return those that it had and has no more */
    List<UUID> keepOnly(Reached conversation, Collection<UUID> tags) {
        return db.sql(
                        """
                        delete from conversation_tag
                        where project_id = :project
                          and conversation_id = :conversation
                          and tag_id <> all(:tags::uuid[])
                        returning tag_id
                        """)
                .param("project", conversation.projectId())
                .param("conversation", conversation.conversationId())
                .param("tags", tags.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }
}

package pl.rozmowa.teamwork;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.conversation.Reached;

/** Whom a note in a conversation can mention. */
@Repository
class MentionQuery {

    private static final String PEOPLE =
            """
            select m.id, p.name, m.role = 'guest' as guest, exists (
                       select 1
                       from conversation_access x
                       where x.project_id = m.project_id
                         and x.conversation_id = :conversation
                         and x.member_id = m.id) as reaches
            from member m
            join person p on p.id = m.person_id
            where m.project_id = :project
              and m.left_at is null
            """;

    private final JdbcClient db;

    MentionQuery(JdbcClient db) {
        this.db = db;
    }

    /** {@code reaches}: sees the conversation already; whoever does not would be let in. */
    record Mentionable(UUID id, String name, boolean guest, boolean reaches) {}

    /** Those whom the member may name: who reaches it, and for those who may share it, all others of the team. */
    List<Mentionable> mentionable(Reached conversation, UUID memberId) {
        return db.sql(
                        "select id, name, guest, reaches from ("
                                + PEOPLE
                                + ") who where id <> :member and (reaches or not guest and :mayShare) order by name, id")
                .param("conversation", conversation.conversationId())
                .param("project", conversation.projectId())
                .param("member", memberId)
                .param("mayShare", conversation.mayShare())
                .query(Mentionable.class)
                .list();
    }

    /** Those among them who belong to the project. */
    List<Mentionable> find(Reached conversation, Collection<UUID> members) {
        return db.sql(PEOPLE + "  and m.id = any(:members::uuid[])\norder by p.name, m.id\n")
                .param("conversation", conversation.conversationId())
                .param("project", conversation.projectId())
                .param("members", members.stream().map(UUID::toString).toArray(String[]::new))
                .query(Mentionable.class)
                .list();
    }
}

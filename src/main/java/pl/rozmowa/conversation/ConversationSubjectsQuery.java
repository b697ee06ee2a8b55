package pl.rozmowa.conversation;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.team.AuditSubjects;
import pl.rozmowa.team.CurrentMember;

/** Conversations by subject, for those who may see them. */
@Repository
class ConversationSubjectsQuery implements AuditSubjects {

    private final JdbcClient db;

    ConversationSubjectsQuery(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Map<UUID, String> names(CurrentMember reader, Collection<UUID> ids) {
        Map<UUID, String> names = new HashMap<>();
        db.sql(
                        """
                        select c.id, c.subject
                        from conversation c
                        where c.project_id = :project
                          and c.id = any(:ids::uuid[])
                          and exists (
                              select 1
                              from conversation_access x
                              where x.project_id = c.project_id
                                and x.conversation_id = c.id
                                and x.member_id = :member)
                        """)
                .param("project", reader.projectId())
                .param("ids", ids.toArray(UUID[]::new))
                .param("member", reader.memberId())
                .query((row, number) -> names.put(row.getObject(1, UUID.class), row.getString(2)))
                .list();
        return names;
    }
}

package pl.rozmowa.team;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Members by name, invitations by address, the project by its title. */
@Repository
class MemberSubjectsQuery implements AuditSubjects {

    private final JdbcClient jdbc;

    MemberSubjectsQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<UUID, String> names(CurrentMember reader, Collection<UUID> ids) {
        Map<UUID, String> names = new HashMap<>();
        jdbc.sql(
                        """
                        select m.id, p.name
                        from member m
                        join person p on p.id = m.person_id
                        where m.project_id = :project
                          and m.id = any(:ids::uuid[])
                        union all
                        select i.id, i.email
                        from invitation i
                        where i.project_id = :project
                          and i.id = any(:ids::uuid[])
                        union all
                        select j.id, j.name
                        from project j
                        where j.id = :project
                          and j.id = any(:ids::uuid[])
                        """)
                .param("project", reader.projectId())
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, number) -> names.put(row.getObject(1, UUID.class), row.getString(2)))
                .list();
        return names;
    }
}

package pl.rozmowa.team;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MemberTable {

    private final JdbcClient jdbc;

    MemberTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets the person into the project, for the first time or again; somebody who is in already keeps role and place. */
    void join(UUID projectId, UUID id, UUID personId, Role role, Instant at) {
        jdbc.sql(
                        """
                        insert into member (project_id, id, person_id, role, joined_at)
                        values (:project, :id, :person, :role, :at)
                        on conflict (project_id, person_id) do update
                        set role = excluded.role,
                            joined_at = excluded.joined_at,
                            left_at = null
                        where member.left_at is not null
                        """)
                .param("project", projectId)
                .param("id", id)
                .param("person", personId)
                .param("role", role.code())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Member> find(UUID projectId, UUID memberId) {
        return jdbc.sql(
                        """
                        select m.project_id, m.id, m.person_id, p.name, p.email, m.role, m.joined_at, m.left_at
                        from member m
                        join person p on p.id = m.person_id
                        where m.project_id = :project
                          and m.id = :member
                        """)
                .param("project", projectId)
                .param("member", memberId)
                .query(MemberTable::member)
                .optional();
    }

    Optional<Member> ofPerson(UUID projectId, UUID personId) {
        return jdbc.sql(
                        """
                        select m.project_id, m.id, m.person_id, p.name, p.email, m.role, m.joined_at, m.left_at
                        from member m
                        join person p on p.id = m.person_id
                        where m.project_id = :project
                          and m.person_id = :person
                        """)
                .param("project", projectId)
                .param("person", personId)
                .query(MemberTable::member)
                .optional();
    }

    List<Member> all(UUID projectId) {
        return jdbc.sql(
                        """
                        select m.project_id, m.id, m.person_id, p.name, p.email, m.role, m.joined_at, m.left_at
                        from member m
                        join person p on p.id = m.person_id
                        where m.project_id = :project
                        order by m.joined_at, m.id
                        """)
                .param("project", projectId)
                .query(MemberTable::member)
                .list();
    }

    boolean isActive(UUID projectId, String emailKey) {
        return jdbc.sql(
                        """
                        select exists (
                            select from member m
                            join person p on p.id = m.person_id
                            where m.project_id = :project
                              and p.email_key = :email
                              and m.left_at is null)
                        """)
                .param("project", projectId)
                .param("email", emailKey)
                .query(Boolean.class)
                .single();
    }

    int owners(UUID projectId) {
        return jdbc.sql(
                        """
                        select count(*)
                        from member
                        where project_id = :project
                          and role = 'owner'
                          and left_at is null
                        """)
                .param("project", projectId)
                .query(Integer.class)
                .single();
    }

    void changeRole(UUID projectId, UUID memberId, Role role) {
        jdbc.sql("update member set role = :role where project_id = :project and id = :member")
                .param("role", role.code())
                .param("project", projectId)
                .param("member", memberId)
                .update();
    }

    void leave(UUID projectId, UUID memberId, Instant at) {
        jdbc.sql(
                        """
                        update member
                        set left_at = :at
                        where project_id = :project
                          and id = :member
                          and left_at is null
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("project", projectId)
                .param("member", memberId)
                .update();
    }

    private static Member member(ResultSet row, int number) throws SQLException {
        OffsetDateTime left = row.getObject("left_at", OffsetDateTime.class);
        return new Member(
                row.getObject("project_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getObject("person_id", UUID.class),
                row.getString("name"),
                row.getString("email"),
                Role.stored(row.getString("role")),
                row.getObject("joined_at", OffsetDateTime.class).toInstant(),
                left == null ? null : left.toInstant());
    }
}

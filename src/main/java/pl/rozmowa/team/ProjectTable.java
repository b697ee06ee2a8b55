package pl.rozmowa.team;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ProjectTable {

    private final JdbcClient jdbc;

    ProjectTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Project project, Instant createdAt) {
        jdbc.sql("insert into project (id, name, created_at) values (:id, :name, :at)")
                .param("id", project.id())
                .param("name", project.name())
                .param("at", createdAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Project> find(UUID id) {
        return jdbc.sql("select id, name from project where id = :id")
                .param("id", id)
                .query(ProjectTable::project)
                .optional();
    }

    List<Project> all() {
        return jdbc.sql("select id, name from project order by created_at, id")
                .query(ProjectTable::project)
                .list();
    }

    /** The projects that the person belongs to now, in the order in which they joined. */
    List<Project> ofPerson(UUID personId) {
        return jdbc.sql(
                        """
                        select p.id, p.name
                        from member m
                        join project p on p.id = m.project_id
                        where m.person_id = :person
                          and m.left_at is null
                        order by m.joined_at, p.id
                        """)
                .param("person", personId)
                .query(ProjectTable::project)
                .list();
    }

    boolean none() {
        return jdbc.sql("select not exists (select from project)").query(Boolean.class).single();
    }

    void rename(UUID id, String name) {
        jdbc.sql("update project set name = :name where id = :id")
                .param("name", name)
                .param("id", id)
                .update();
    }

    /** Makes changes to who owns the project wait for one another until the end of the transaction. */
    void lock(UUID id) {
        jdbc.sql("select id from project where id = :id for no key update")
                .param("id", id)
                .query(UUID.class)
                .single();
    }

    private static Project project(ResultSet row, int number) throws SQLException {
        return new Project(row.getObject("id", UUID.class), row.getString("name"));
    }
}

package pl.rozmowa.team;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PersonTable {

    private final JdbcClient jdbc;

    PersonTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds the person unless somebody has that address already; tells whether it did. */
    boolean add(Person person, Instant createdAt) {
        return jdbc.sql(
                                """
                                insert into person (id, email, email_key, name, password_hash, language, time_zone, theme, created_at)
                                values (:id, :email, :emailKey, :name, :hash, :language, :zone, :theme, :at)
                                on conflict (email_key) do nothing
                                """)
                        .param("id", person.id())
                        .param("email", person.email())
                        .param("emailKey", person.emailKey())
                        .param("name", person.name())
                        .param("hash", person.passwordHash())
                        .param("language", person.language())
                        .param("zone", person.timeZone())
                        .param("theme", person.theme())
                        .param("at", createdAt.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<Person> find(UUID id) {
        return jdbc.sql(
                        """
                        select id, email, email_key, name, password_hash, language, time_zone, theme
                        from person
                        where id = :id
                        """)
                .param("id", id)
                .query(PersonTable::person)
                .optional();
    }

    Optional<Person> withEmail(String emailKey) {
        return jdbc.sql(
                        """
                        select id, email, email_key, name, password_hash, language, time_zone, theme
                        from person
                        where email_key = :email
                        """)
                .param("email", emailKey)
                .query(PersonTable::person)
                .optional();
    }

    void changeProfile(Person person) {
        jdbc.sql(
                        """
                        update person
                        set name = :name,
                            language = :language,
                            time_zone = :zone,
                            theme = :theme
                        where id = :id
                        """)
                .param("name", person.name())
                .param("language", person.language())
                .param("zone", person.timeZone())
                .param("theme", person.theme())
                .param("id", person.id())
                .update();
    }

    void changePassword(UUID id, String passwordHash) {
        jdbc.sql("update person set password_hash = :hash where id = :id")
                .param("hash", passwordHash)
                .param("id", id)
                .update();
    }

    private static Person person(ResultSet row, int number) throws SQLException {
        return new Person(
                row.getObject("id", UUID.class),
                row.getString("email"),
                row.getString("email_key"),
                row.getString("name"),
                row.getString("password_hash"),
                row.getString("language"),
                row.getString("time_zone"),
                row.getString("theme"));
    }
}

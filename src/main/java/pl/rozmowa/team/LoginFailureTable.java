package pl.rozmowa.team;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class LoginFailureTable {

    /** How many, and when the first and the last of them were. */
    record Tries(int count, @Nullable Instant oldest, @Nullable Instant newest) {}

    private final JdbcClient jdbc;

    LoginFailureTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets one try at a time be counted for an address, and for an account; always in this order, so that nobody waits in a ring. */
    void takeTurn(String address, String about) {
        jdbc.sql(
                        """
                        select pg_advisory_xact_lock(hashtextextended('login from ' || :address, 0))
                        """)
                .param("address", address)
                .query((row, number) -> number)
                .list();
        jdbc.sql(
                        """
                        select pg_advisory_xact_lock(hashtextextended('login as ' || :about, 0))
                        """)
                .param("about", about)
                .query((row, number) -> number)
                .list();
    }

    Tries since(String address, Instant from) {
        return jdbc.sql(
                        """
                        select count(*) as tries, min(at) as oldest, max(at) as newest
                        from login_failure
                        where address = :address
                          and at > :from
                        """)
                .param("address", address)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query(LoginFailureTable::tries)
                .single();
    }

    Tries about(String about, Instant from) {
        return jdbc.sql(
                        """
                        select count(*) as tries, min(at) as oldest, max(at) as newest
                        from login_failure
                        where email_key = :about
                          and at > :from
                        """)
                .param("about", about)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query(LoginFailureTable::tries)
                .single();
    }

    void add(UUID id, String address, String about, Instant at) {
        jdbc.sql(
                        "insert into login_failure (id, address, email_key, at) values (:id, :address, :about, :at)")
                .param("id", id)
                .param("address", address)
                .param("about", about)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void forget(UUID id, String about) {
        jdbc.sql("delete from login_failure where id = :id or email_key = :about")
                .param("id", id)
                .param("about", about)
                .update();
    }

    void forgetBefore(Instant past) {
        jdbc.sql("delete from login_failure where at < :past")
                .param("past", past.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Tries tries(ResultSet row, int number) throws SQLException {
        OffsetDateTime oldest = row.getObject("oldest", OffsetDateTime.class);
        OffsetDateTime newest = row.getObject("newest", OffsetDateTime.class);
        return new Tries(
                row.getInt("tries"),
                oldest == null ? null : oldest.toInstant(),
                newest == null ? null : newest.toInstant());
    }
}

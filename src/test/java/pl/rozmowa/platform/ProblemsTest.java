package pl.rozmowa.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

class ProblemsTest {

    @ParameterizedTest
    @CsvSource({
        "08006, database_away, 503",
        "08001, database_away, 503",
        "57P01, database_away, 503",
        "53300, database_away, 503",
        "53100, disk_full, 507",
        "22021, invalid_input, 400",
        "40001, busy, 503",
        "40P01, busy, 503",
        "23505, internal, 500",
        "42601, internal, 500"
    })
    void what_the_database_says_becomes_what_the_user_can_use(
            String state, String code, int status) {
        Problem problem =
                Problems.of(
                        new DataIntegrityViolationException("x", new SQLException("words", state)));
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.status()).isEqualTo(status);
    }

    @Test
    void no_connection_in_time_means_that_the_database_is_away() {
        SQLException timeout = new SQLTransientConnectionException("timed out");
        assertThat(Problems.of(new CannotGetJdbcConnectionException("x", timeout)).code())
                .isEqualTo("database_away");
        assertThat(Problems.of(new CannotCreateTransactionException("x", timeout)).code())
                .isEqualTo("database_away");
    }

    @Test
    void a_problem_deep_inside_is_still_that_problem() {
        Problem deep = new Problem("mailbox_disconnected", 409);
        assertThat(Problems.of(new IllegalStateException(new RuntimeException(deep))))
                .isSameAs(deep);
    }

    @Test
    void whatever_nobody_foresaw_is_internal_and_says_nothing() {
        Problem problem = Problems.of(new IllegalStateException("ala@debowa.test"));
        assertThat(problem.code()).isEqualTo("internal");
        assertThat(problem.args()).isEmpty();
    }

    @Test
    void one_more_argument_leaves_the_first_problem_as_it_was() {
        Problem first = Problem.invalid("email");
        assertThat(first.with("value", "x").args())
                .containsEntry("field", "email")
                .containsEntry("value", "x");
        assertThat(first.args()).doesNotContainKey("value");
    }
}

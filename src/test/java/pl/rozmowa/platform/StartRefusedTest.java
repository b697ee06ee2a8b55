package pl.rozmowa.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

class StartRefusedTest {

    @Test
    void a_database_of_a_newer_version_is_refused_in_words() {
        DatabaseAddress database = RunningPostgres.freshDatabase();
        Flyway older =
                Flyway.configure()
                        .dataSource(database.url(), database.user(), database.password())
                        .locations("classpath:db/no-migrations")
                        .failOnMissingLocations(false)
                        .ignoreMigrationPatterns(new String[0])
                        .load();
        FailureAnalysis analysis = analyse(catchFailure(older));
        assertThat(analysis.getDescription()).contains("another version of Rozmowa");
        assertThat(analysis.getAction()).contains("ROZMOWA_DATA");
    }

    @Test
    void a_database_that_does_not_let_us_in_is_named_by_its_setting() {
        DatabaseAddress database = RunningPostgres.freshDatabase();
        Flyway stranger =
                Flyway.configure().dataSource(database.url(), database.user(), "wrong").load();
        FailureAnalysis analysis = analyse(catchFailure(stranger));
        assertThat(analysis.getDescription()).contains("28P01").doesNotContain("wrong");
        assertThat(analysis.getAction()).contains("ROZMOWA_DATABASE_URL");
    }

    private static FlywayException catchFailure(Flyway flyway) {
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            return e;
        }
        throw new AssertionError("it let us in");
    }

    private static FailureAnalysis analyse(FlywayException e) {
        return new MigrationFailureAnalyzer()
                .analyze(new IllegalStateException(new SQLException()), e);
    }
}

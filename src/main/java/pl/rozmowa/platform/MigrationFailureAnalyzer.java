package pl.rozmowa.platform;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in words why the database cannot be used at start. Named in META-INF/spring.factories. */
class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<FlywayException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, FlywayException cause) {
        if (cause instanceof FlywayValidateException) {
            return new FailureAnalysis(
                    "This database was made by another version of Rozmowa, whose changes to it are not known here.",
                    "Start the version that made it, or a newer one; or set ROZMOWA_DATA to a folder of its own.",
                    cause);
        }
        SQLException sql = findCause(cause, SQLException.class);
        String state = sql == null ? "" : " (SQLSTATE " + sql.getSQLState() + ")";
        return new FailureAnalysis(
                "The database does not let Rozmowa in or does not let it make its tables"
                        + state
                        + ".",
                "Check ROZMOWA_DATABASE_URL: host, port, database, user and password; the user must own the database. PostgreSQL 18 is needed.",
                cause);
    }
}

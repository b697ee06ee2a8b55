package pl.rozmowa.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** PostgreSQL's time by statement (pg_stat_statements, which comes with the embedded database but is off: it costs a few percent). */
final class StatementTimes {

    private static final int LINE = 150;

    private StatementTimes() {}

    /** Switches it on; the application and its database are started anew for that. */
    static void begin(BenchApp app, Map<String, String> settings) throws IOException, SQLException {
        administer(app, "alter system set shared_preload_libraries = 'pg_stat_statements'");
        app.restart(settings);
        administer(app, "create extension if not exists pg_stat_statements");
    }

    static void forget(BenchApp app) throws IOException, SQLException {
        administer(app, "select pg_stat_statements_reset()");
    }

    private static void administer(BenchApp app, String command) throws IOException, SQLException {
        try (Connection connection = app.database(true);
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    /** The statements that took most of its time since {@link #forget}. */
    static void tell(BenchApp app, PrintStream out) throws IOException, SQLException {
        try (Connection connection = app.database(true);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select calls, rows, total_exec_time as ms,
                                       100 * total_exec_time / sum(total_exec_time) over () as percent,
                                       wal_bytes / 1024 as wal_kb, shared_blks_hit + shared_blks_read as pages, query
                                from pg_stat_statements
                                order by total_exec_time desc
                                limit 25
                                """)) {
            out.println("-- PostgreSQL by statement: %, ms, calls, rows, WAL kB, pages");
            while (row.next()) {
                String query = row.getString("query").replaceAll("\\s+", " ").strip();
                out.printf(
                        "%5.1f %% %9.0f %8d %8d %8d %9d  %s%n",
                        row.getDouble("percent"),
                        row.getDouble("ms"),
                        row.getLong("calls"),
                        row.getLong("rows"),
                        row.getLong("wal_kb"),
                        row.getLong("pages"),
                        query.substring(0, Math.min(LINE, query.length())));
            }
        }
    }
}

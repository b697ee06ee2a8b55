package pl.rozmowa.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A moment of the engine's work at which to end it, recognised from outside: by the tables, by what PostgreSQL runs, by files. */
enum KillPoint {
    /** Some moment of the first seconds of work. */
    RANDOM(""),
    /** While the application itself is starting. */
    STARTING(""),
    /** UIDs are listed and not yet fetched. */
    LISTED("select exists (select 1 from email_placement where state = 'listed')"),
    /** A page is being written: its transaction has begun and isn't committed. */
    PAGE(
            """
            select exists (
                select 1 from pg_stat_activity
                where pid <> pg_backend_pid() and backend_xid is not null
                  and (query ilike 'copy %' or query ilike '%email%' or query ilike '%conversation%'))
            """),
    /** The bytes of an attachment are on their way into the blob store. */
    ATTACHMENT(""),
    /** Some folders have been compared in full and others not yet. */
    RECONCILE(
            """
            select count(*) filter (where reconciled_at < now() - interval '1 day') > 0
                   and count(*) filter (where reconciled_at > now() - interval '1 minute') > 0
            from folder_cursor
            """),
    /** A folder that was renumbered is being recognised. */
    REMAPPING("select exists (select 1 from folder_cursor where state = 'remapping')");

    private final String condition;

    KillPoint(String condition) {
        this.condition = condition;
    }

    /** Before the application starts: makes sure that there is something to be met. */
    void prepare(Connection database) throws SQLException {
        if (this == RECONCILE) {
            try (Statement statement = database.createStatement()) {
                statement.execute(
                        "update folder_cursor set reconciled_at = now() - interval '2 days'");
            }
        }
    }

    boolean isWaitedFor() {
        return this != RANDOM && this != STARTING;
    }

    /** How long it is worth waiting for: an attachment comes after everything else, a comparison with the next look at the folders. */
    Duration atMost() {
        return Duration.ofSeconds(
                switch (this) {
                    case ATTACHMENT -> 20;
                    case RECONCILE -> 10;
                    default -> 4;
                });
    }

    /** @return whether it came in time */
    boolean await(Connection database, Path data) throws SQLException, IOException {
        long deadline = System.nanoTime() + atMost().toNanos();
        Set<Path> leftBehind = this == ATTACHMENT ? incoming(data) : Set.of();
        while (System.nanoTime() < deadline) {
            if (this == ATTACHMENT ? !leftBehind.containsAll(incoming(data)) : holds(database)) {
                return true;
            }
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(700));
        }
        return false;
    }

    private boolean holds(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(condition)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Blobs that are being written, and those whose writing an earlier kill ended. */
    private static Set<Path> incoming(Path data) throws IOException {
        Path incoming = data.resolve("blobs").resolve("incoming");
        if (!Files.isDirectory(incoming)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(incoming)) {
            return files.collect(Collectors.toSet());
        }
    }
}

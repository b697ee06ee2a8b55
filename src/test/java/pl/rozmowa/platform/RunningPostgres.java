package pl.rozmowa.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.springframework.util.FileSystemUtils;

/**
 * One real PostgreSQL for all tests of this JVM, and a database of one's own for whoever asks: a copy of a template that was migrated
 * once. Durability is off here, and only here.
 */
public final class RunningPostgres {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final List<String> QUICK =
            List.of(
                    "fsync=off",
                    "synchronous_commit=off",
                    "full_page_writes=off",
                    "max_connections=200");

    private final EmbeddedPostgres server;

    private RunningPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    private static final class Holder {
        static final RunningPostgres ONE = start();
    }

    /** A new database with the whole schema and no rows. */
    public static DatabaseAddress freshDatabase() {
        String name = "test_" + NUMBER.incrementAndGet();
        Holder.ONE.administer("create database " + name + " template migrated owner rozmowa");
        return at(name);
    }

    /** A new database with nothing in it. */
    static DatabaseAddress emptyDatabase() {
        String name = "test_" + NUMBER.incrementAndGet();
        Holder.ONE.administer("create database " + name + " owner rozmowa");
        return at(name);
    }

    /** A small pool for that database. The caller closes it. */
    public static HikariDataSource pool(DatabaseAddress address) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    /** The folder in which programs are unpacked once and shared between test runs of this user. */
    static Path programs() {
        try {
            String user = System.getProperty("user.name");
            Path folder =
                    Path.of(System.getProperty("java.io.tmpdir"), "rozmowa-test-programs-" + user);
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RunningPostgres start() {
        try {
            Path data = Files.createTempDirectory("rozmowa-test-db");
            EmbeddedPostgres server = EmbeddedPostgres.start(data, programs(), QUICK);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, data)));
            RunningPostgres running = new RunningPostgres(server);
            running.administer("create database migrated owner rozmowa");
            DatabaseAddress template = at(server, "migrated");
            Flyway.configure()
                    .dataSource(template.url(), template.user(), template.password())
                    .load()
                    .migrate();
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(EmbeddedPostgres server, Path data) {
        try {
            server.close();
            FileSystemUtils.deleteRecursively(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void administer(String sql) {
        DatabaseAddress door = server.administrator();
        try (Connection connection =
                        DriverManager.getConnection(door.url(), door.user(), door.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DatabaseAddress at(String name) {
        return at(Holder.ONE.server, name);
    }

    private static DatabaseAddress at(EmbeddedPostgres server, String name) {
        DatabaseAddress own = server.address();
        return new DatabaseAddress(
                own.url().replace("/rozmowa?", "/" + name + "?"), own.user(), own.password());
    }
}

package pl.rozmowa.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    @TempDir Path data;

    @Test
    void keeps_its_rows_over_a_restart() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            execute(postgres, "create table kept (word text)");
            execute(postgres, "insert into kept values ('zażółć')");
        }
        try (EmbeddedPostgres postgres = start()) {
            assertThat(ask(postgres, "select word from kept")).isEqualTo("zażółć");
        }
    }

    @Test
    void is_durable_checksummed_and_speaks_utf8_without_the_machines_locale() throws Exception {
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.start(data, RunningPostgres.programs(), List.of())) {
            assertThat(ask(postgres, "show fsync")).isEqualTo("on");
            assertThat(ask(postgres, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(postgres, "show data_checksums")).isEqualTo("on");
            assertThat(ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(postgres, "select lower('ŻÓŁĆ')")).isEqualTo("żółć");
            assertThat(
                            ask(
                                    postgres,
                                    "select rolsuper::text from pg_roles where rolname = current_user"))
                    .isEqualTo("false");
            assertThat(Files.getPosixFilePermissions(data.resolve("postgres.password"))).hasSize(2);
        }
    }

    @Test
    void lets_nobody_in_without_the_password() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            DatabaseAddress address = postgres.address();
            assertThatThrownBy(() ->
                            DriverManager.getConnection(address.url(), address.user(), "wrong")
                                    .close())
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void comes_back_at_the_same_address_after_kill_9() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            execute(postgres, "create table kept (word text)");
            execute(postgres, "insert into kept values ('still here')");
            long first = postgres.pid();

            ProcessHandle.of(first).orElseThrow().destroyForcibly();

            Await.until("another process runs", () -> postgres.pid() != first);
            Await.value(
                    "it answers",
                    () -> ask(postgres, "select word from kept"),
                    "still here"::equals);
        }
    }

    @Test
    void dies_with_us_and_loses_nothing_when_we_are_killed() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process us =
                new ProcessBuilder(
                                java.toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                StartsAndWaits.class.getName(),
                                data.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        long database;
        try (var out = us.inputReader()) {
            database =
                    Long.parseLong(
                            out.lines()
                                    .filter(line -> line.matches("[0-9]+"))
                                    .findFirst()
                                    .orElseThrow());
            us.destroyForcibly().waitFor();
        }
        try (EmbeddedPostgres postgres = start()) {
            assertThat(ask(postgres, "select word from kept")).isEqualTo("committed");
            assertThat(ProcessHandle.of(database)).isEmpty();
        }
    }

    @Test
    void starts_beside_a_pid_file_whose_number_now_belongs_to_somebody_else() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            execute(postgres, "create table kept (word text)");
        }
        long somebody = ProcessHandle.current().pid();
        Files.writeString(
                data.resolve("pg/postmaster.pid"), somebody + "\n" + data.resolve("pg") + "\n");
        try (EmbeddedPostgres postgres = start()) {
            assertThat(ask(postgres, "select count(*)::text from kept")).isEqualTo("0");
        }
    }

    @Test
    void moves_to_another_port_when_its_own_is_taken() throws Exception {
        int taken;
        try (EmbeddedPostgres postgres = start()) {
            execute(postgres, "create table kept (word text)");
            taken = Integer.parseInt(Files.readString(data.resolve("postgres.port")));
        }
        try (var thief =
                        new java.net.ServerSocket(
                                taken, 1, java.net.InetAddress.getLoopbackAddress());
                EmbeddedPostgres postgres = start()) {
            assertThat(thief.isBound()).isTrue();
            assertThat(ask(postgres, "select count(*)::text from kept")).isEqualTo("0");
        }
    }

    @Test
    void two_never_share_a_folder() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            assertThat(postgres.pid()).isPositive();
            assertThatThrownBy(this::start)
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Another Rozmowa");
        }
    }

    @Test
    void says_what_is_wrong_with_a_folder_that_is_a_file() throws Exception {
        Path file = Files.writeString(data.resolve("file"), "");
        assertThatThrownBy(() -> EmbeddedPostgres.start(file))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void forgets_the_half_of_a_cluster_that_a_cut_start_left() throws Exception {
        Files.createDirectories(data.resolve("pg.new/base"));
        Files.writeString(data.resolve("pg.new/base/half"), "half");
        try (EmbeddedPostgres postgres = start()) {
            assertThat(ask(postgres, "select 'whole'")).isEqualTo("whole");
        }
        assertThat(data.resolve("pg.new")).doesNotExist();
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(data, RunningPostgres.programs(), List.of("fsync=off"));
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        DatabaseAddress address = postgres.address();
        try (Connection connection =
                        DriverManager.getConnection(
                                address.url(), address.user(), address.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        DatabaseAddress address = postgres.address();
        try (Connection connection =
                        DriverManager.getConnection(
                                address.url(), address.user(), address.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}

package pl.rozmowa.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/** The files of one PostgreSQL: its programs, data, password, port and log, and what can be read from them. */
final class PostgresCluster {

    private static final String ADMINISTRATOR = "postgres";
    private static final String APPLICATION = "rozmowa";

    /** Small memory, quick commits, durable; nothing of a row ever reaches the log. */
    private static final List<String> SETTINGS =
            List.of(
                    "listen_addresses=127.0.0.1",
                    "unix_socket_directories=",
                    "max_connections=40",
                    "shared_buffers=96MB",
                    "work_mem=8MB",
                    "maintenance_work_mem=64MB",
                    "effective_cache_size=1GB",
                    "random_page_cost=1.1",
                    "jit=off",
                    "io_method=sync",
                    "max_parallel_workers_per_gather=0",
                    "autovacuum_worker_slots=3",
                    "autovacuum_max_workers=2",
                    "huge_pages=off",
                    "wal_level=minimal",
                    "max_wal_senders=0",
                    "wal_compression=pglz",
                    "max_wal_size=1GB",
                    "checkpoint_timeout=15min",
                    "timezone=UTC",
                    "log_timezone=UTC",
                    "log_error_verbosity=terse",
                    "log_min_error_statement=panic",
                    "log_checkpoints=off");

    private final Path folder;
    private final Path programs;
    private final Path data;
    private final PostgresUser user;
    private final String password;
    private int port;

    private PostgresCluster(
            Path folder, Path programs, PostgresUser user, String password, int port) {
        this.folder = folder;
        this.programs = programs;
        this.data = folder.resolve("pg");
        this.user = user;
        this.password = password;
        this.port = port;
    }

    /** Unpacks the programs and makes the cluster, each unless it is there already. */
    static PostgresCluster prepare(Path folder, Path programsFolder) throws IOException {
        Path programs = PostgresFiles.programs(programsFolder);
        PostgresUser user = PostgresUser.of(folder.resolve("pg"));
        checkReachable(user, programs);
        PostgresCluster cluster =
                new PostgresCluster(folder, programs, user, password(folder), port(folder));
        if (!Files.isDirectory(cluster.data)) {
            cluster.initialise();
        }
        return cluster;
    }

    Path path() {
        return data;
    }

    Path log() {
        return folder.resolve("postgres.log");
    }

    List<String> command(List<String> arguments) {
        return user.command(programs.resolve("postgres"), arguments);
    }

    List<String> arguments() {
        List<String> arguments =
                new ArrayList<>(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        for (String setting : SETTINGS) {
            arguments.addAll(List.of("-c", setting));
        }
        return arguments;
    }

    /** The server writes "ready" into the eighth line of its pid file once it takes connections. */
    boolean isReady(long pid) throws IOException {
        List<String> lines = pidFile();
        return lines.size() >= 8
                && lines.get(0).strip().equals(Long.toString(pid))
                && lines.get(7).strip().equals("ready");
    }

    /**
     * After a sudden death of ours the old server may still be on its way out. The lock of the data folder is ours, so whatever runs
     * there is a leftover: it is asked to stop and waited for. A pid file without a server is removed, for its number may meanwhile
     * belong to somebody else, which would keep PostgreSQL from starting.
     */
    void waitOutPredecessor() throws IOException, InterruptedException {
        List<String> lines = pidFile();
        if (lines.isEmpty() || !lines.get(0).strip().matches("[0-9]+")) {
            return;
        }
        ProcessHandle old = ProcessHandle.of(Long.parseLong(lines.get(0).strip())).orElse(null);
        if (old != null && isPostgres(old)) {
            new ProcessBuilder("kill", "-INT", Long.toString(old.pid())).start().waitFor();
            for (int i = 0; i < 300 && old.isAlive(); i++) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            if (old.isAlive()) {
                throw new CannotStart(
                        "An earlier PostgreSQL (process "
                                + old.pid()
                                + ") still uses "
                                + data
                                + " and does not stop.",
                        "End that process, then start Rozmowa again.");
            }
        }
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    private boolean isPostgres(ProcessHandle process) throws IOException {
        Path cmdline = Path.of("/proc/" + process.pid() + "/cmdline");
        String command =
                Files.isReadable(cmdline)
                        ? Files.readString(cmdline)
                        : process.info().commandLine().orElse("");
        return command.contains("postgres") && command.contains(data.toString());
    }

    /** Reads the log of a failed start: throws where a person must act, returns where trying again helps. */
    void explain(boolean retry) throws IOException {
        String said = Files.exists(log()) ? Files.readString(log()) : "";
        if (said.contains("No space left on device")) {
            throw new CannotStart(
                    "The disk is full, so the database cannot start in " + folder + ".",
                    "Free some room, or move the data folder to another disk and set ROZMOWA_DATA.");
        }
        if (said.contains("wrong ownership") || said.contains("Permission denied")) {
            throw new CannotStart(
                    "The database folder " + data + " belongs to another user.",
                    "Run Rozmowa as the user who owns it, or give the folder back with chown -R.");
        }
        if (said.contains("incompatible with this version")
                || said.contains("not compatible with server")) {
            throw new CannotStart(
                    "The database in " + data + " was made by another version of PostgreSQL.",
                    "Start the Rozmowa it was made with.");
        }
        boolean passing =
                said.contains("Address already in use")
                        || said.contains("lock file")
                        || said.contains("pre-existing shared memory");
        if (!retry || !passing) {
            throw new CannotStart(
                    "PostgreSQL does not start.", "Look into " + log() + " for the reason.");
        }
    }

    /** Somebody else listens on ours. Only before the first connection: the pool keeps the address. */
    void takeAnotherPort() throws IOException {
        if (Files.readString(log()).contains("Address already in use")) {
            port = newPort(folder);
        }
    }

    /** Makes the application's own role and database once; it never works as the administrator. */
    DatabaseAddress openDoors() throws IOException {
        DatabaseAddress address = DatabaseAddress.local(port, APPLICATION, APPLICATION, password);
        try (Connection ignored =
                DriverManager.getConnection(address.url(), address.user(), address.password())) {
            return address;
        } catch (SQLException e) {
            if (!"28P01".equals(e.getSQLState()) && !"3D000".equals(e.getSQLState())) {
                throw new IOException("the database refused us with " + e.getSQLState(), e);
            }
        }
        DatabaseAddress door = administrator();
        try (Connection connection =
                        DriverManager.getConnection(door.url(), door.user(), door.password());
                Statement statement = connection.createStatement()) {
            statement.execute("drop role if exists rozmowa");
            statement.execute("create role rozmowa login password '" + password + "'");
            statement.execute("create database rozmowa owner rozmowa");
        } catch (SQLException e) {
            throw new IOException("the database could not be created: " + e.getSQLState(), e);
        }
        return address;
    }

    DatabaseAddress administrator() {
        return DatabaseAddress.local(port, ADMINISTRATOR, ADMINISTRATOR, password);
    }

    /** Made aside and renamed, so that a start cut short leaves no half of a cluster. */
    private void initialise() throws IOException {
        Path fresh = folder.resolve("pg.new");
        FileSystemUtils.deleteRecursively(fresh);
        Files.createDirectory(fresh);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
        user.own(fresh);
        Path secret = folder.resolve("initdb.password");
        writePrivately(secret, password);
        user.own(secret);
        try {
            run(
                    List.of(
                            "-D",
                            fresh.toString(),
                            "-U",
                            ADMINISTRATOR,
                            "-A",
                            "scram-sha-256",
                            "--pwfile=" + secret,
                            "-E",
                            "UTF8",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--locale=C",
                            "--data-checksums"));
        } finally {
            Files.deleteIfExists(secret);
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void run(List<String> arguments) throws IOException {
        Process initdb =
                new ProcessBuilder(user.command(programs.resolve("initdb"), arguments))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log().toFile())
                        .start();
        try {
            if (initdb.waitFor() != 0) {
                explain(false);
            }
        } catch (InterruptedException e) {
            initdb.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the database was made", e);
        }
    }

    /** Root's own folders are closed to the user whom the database is lent; better said now than found in a log. */
    private static void checkReachable(PostgresUser user, Path programs) throws IOException {
        if (!user.other()) {
            return;
        }
        Process probe =
                new ProcessBuilder(user.command(programs.resolve("postgres"), List.of("--version")))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            if (probe.waitFor() != 0) {
                throw new CannotStart(
                        "PostgreSQL runs as another user than root, and that user cannot reach "
                                + programs
                                + ".",
                        "Set ROZMOWA_DATA to a folder that others may pass through, such as /var/lib/rozmowa.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private List<String> pidFile() throws IOException {
        try {
            return Files.readAllLines(data.resolve("postmaster.pid"));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static String password(Path folder) throws IOException {
        Path file = folder.resolve("postgres.password");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        writePrivately(file, password);
        return password;
    }

    static void writePrivately(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private static int port(Path folder) throws IOException {
        Path file = folder.resolve("postgres.port");
        if (Files.exists(file)) {
            String text = Files.readString(file).strip();
            if (text.matches("[0-9]{1,5}")) {
                return Integer.parseInt(text);
            }
        }
        return newPort(folder);
    }

    private static int newPort(Path folder) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();
            Files.writeString(folder.resolve("postgres.port"), Integer.toString(port));
            return port;
        }
    }
}

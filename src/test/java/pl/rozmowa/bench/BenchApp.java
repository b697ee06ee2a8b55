package pl.rozmowa.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pl.rozmowa.platform.Await;
import pl.rozmowa.platform.Browser;

/** The packaged application as a process of its own with an empty data folder, its owner signed in, until it is closed. */
final class BenchApp implements AutoCloseable {

    private static final Pattern CODE = Pattern.compile("\\b([0-9A-Z]{4,}(?:-[0-9A-Z]{4,})+)\\b");
    private static final Pattern PORT = Pattern.compile("http://localhost:(\\d+)");

    private final Path launcher;
    private final Path folder;
    private final int port;
    final Browser browser;
    private Map<String, String> settings;
    private Process process;

    private BenchApp(
            Path launcher,
            Path folder,
            int port,
            Browser browser,
            Map<String, String> settings,
            Process process) {
        this.launcher = launcher;
        this.folder = folder;
        this.port = port;
        this.browser = browser;
        this.settings = settings;
        this.process = process;
    }

    /** @param settings further environment variables */
    static BenchApp start(Path launcher, Map<String, String> settings) throws IOException {
        Path folder = Files.createTempDirectory("rozmowa-bench-");
        Files.setPosixFilePermissions(
                folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        int port;
        try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process process = launch(launcher, folder, port, settings);
        CompletableFuture<String> code = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> readConsole(process, code));
        Browser browser = new Browser("http://127.0.0.1:" + port);
        BenchApp app = new BenchApp(launcher, folder, port, browser, settings, process);
        try {
            app.setUp(code.get(10, TimeUnit.MINUTES));
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            app.close();
            throw new IOException("the application printed no one-time code", e);
        }
        return app;
    }

    private static Process launch(
            Path launcher, Path folder, int port, Map<String, String> settings) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "start");
        builder.redirectErrorStream(true);
        builder.environment().putAll(settings);
        builder.environment().put("ROZMOWA_DATA", folder.resolve("data").toString());
        builder.environment().put("ROZMOWA_PORT", Integer.toString(port));
        builder.environment().put("ROZMOWA_ALLOWED_MAIL_HOSTS", "127.0.0.0/8:*");
        return builder.start();
    }

    private void awaitAnswers() {
        Await.value(
                "the application answers",
                Duration.ofMinutes(3),
                () -> browser.get("/api/session"),
                a -> a.status() == 200);
    }

    private void setUp(String once) throws IOException {
        awaitAnswers();
        Owner.setUp(browser, once);
    }

    /** Stops it in order and starts it again with the same data; returns when it answers. */
    void restart(Map<String, String> changed) throws IOException {
        stop();
        settings = changed;
        Process again = launch(launcher, folder, port, settings);
        process = again;
        Thread.ofPlatform().daemon().start(() -> readConsole(again, new CompletableFuture<>()));
        awaitAnswers();
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    Path data() {
        return folder.resolve("data");
    }

    /** Its database, as the application itself or as the administrator of the cluster. */
    Connection database(boolean administrator) throws IOException, SQLException {
        String port = Files.readString(data().resolve("postgres.port")).strip();
        String password = Files.readString(data().resolve("postgres.password")).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/rozmowa",
                administrator ? "postgres" : "rozmowa",
                password);
    }

    private static void readConsole(Process process, CompletableFuture<String> code) {
        try (BufferedReader console = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = console.readLine(); line != null; line = console.readLine()) {
                System.err.println("app: " + line);
                Matcher found = CODE.matcher(line);
                if (!code.isDone() && !PORT.matcher(line).find() && found.find()) {
                    code.complete(found.group(1));
                }
            }
            code.completeExceptionally(new IOException("the application ended"));
        } catch (IOException e) {
            code.completeExceptionally(e);
        }
    }

    /** CPU time so far. */
    record Cpu(Duration application, Duration database) {
        Duration sum() {
            return application.plus(database);
        }
    }

    /** CPU time of the application and of its PostgreSQL so far. */
    Cpu cpu() throws IOException {
        long own = cpuTicks(process.pid());
        long database = 0;
        for (ProcessHandle one : tree()) {
            database += one.pid() == process.pid() ? 0 : cpuTicks(one.pid());
        }
        return new Cpu(Duration.ofMillis(own * 10), Duration.ofMillis(database * 10));
    }

    /** Resident memory, shared pages counted once, in bytes. */
    record Memory(long application, long database) {
        long sum() {
            return application + database;
        }
    }

    Memory memory() throws IOException {
        long own = resident(process.pid());
        long database = 0;
        for (ProcessHandle one : tree()) {
            database += one.pid() == process.pid() ? 0 : resident(one.pid());
        }
        return new Memory(own, database);
    }

    private static long resident(long pid) throws IOException {
        Path rollup = Path.of("/proc", Long.toString(pid), "smaps_rollup");
        try {
            for (String line : Files.readAllLines(rollup)) {
                if (line.startsWith("Pss:")) {
                    return Long.parseLong(line.replaceAll("\\D+", "")) * 1024;
                }
            }
            return 0;
        } catch (IOException e) {
            if (ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
                throw e;
            }
            return 0; // a database process that ended meanwhile
        }
    }

    /** The most that the application itself ever had resident, in bytes (proc(5), VmHWM). */
    long highWater() throws IOException {
        for (String line :
                Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D+", "")) * 1024;
            }
        }
        throw new IOException("no VmHWM");
    }

    /** What is alive on the heap: used after two full collections, in bytes. */
    long liveHeap() throws IOException {
        jcmd("GC.run");
        jcmd("GC.run");
        long kilobytes = 0;
        Matcher used =
                Pattern.compile("(?m)^ *(?:DefNew|Tenured) .*?used (\\d+)K")
                        .matcher(jcmd("GC.heap_info"));
        boolean found = false;
        while (used.find()) {
            kilobytes += Long.parseLong(used.group(1));
            found = true;
        }
        if (!found) {
            throw new IOException("the heap's figures were not understood");
        }
        return kilobytes * 1024;
    }

    /** One diagnostic command to the application's JVM; what it answered. */
    String jcmd(String... command) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        line.add(Long.toString(process.pid()));
        line.addAll(List.of(command));
        return Programs.answer(line);
    }

    /** File descriptors that the application has open. */
    long openFiles() throws IOException {
        try (Stream<Path> files =
                Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return files.count();
        }
    }

    private List<ProcessHandle> tree() {
        List<ProcessHandle> all = new ArrayList<>();
        all.add(process.toHandle());
        process.toHandle().descendants().filter(ProcessHandle::isAlive).forEach(all::add);
        return all;
    }

    /** User and system time, that of ended children included (proc(5)). */
    private static long cpuTicks(long pid) throws IOException {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        if (!Files.exists(stat)) {
            return 0;
        }
        String[] fields = Programs.stat(stat);
        return Long.parseLong(fields[11])
                + Long.parseLong(fields[12])
                + Long.parseLong(fields[13])
                + Long.parseLong(fields[14]);
    }

    private void stop() {
        List<ProcessHandle> all = tree();
        process.destroy();
        try {
            process.waitFor(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() throws IOException {
        stop();
        Files.walkFileTree(folder, new Deleting());
    }

    /** Removes a folder with everything in it. */
    static final class Deleting extends java.nio.file.SimpleFileVisitor<Path> {
        @Override
        public java.nio.file.FileVisitResult visitFile(
                Path file, java.nio.file.attribute.BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return java.nio.file.FileVisitResult.CONTINUE;
        }

        @Override
        public java.nio.file.FileVisitResult visitFileFailed(Path file, IOException gone) {
            return java.nio.file.FileVisitResult.CONTINUE;
        }

        @Override
        public java.nio.file.FileVisitResult postVisitDirectory(
                Path folder, java.io.IOException failure) throws IOException {
            try (Stream<Path> rest = Files.list(folder)) {
                if (rest.findAny().isEmpty()) {
                    Files.deleteIfExists(folder);
                }
            }
            return java.nio.file.FileVisitResult.CONTINUE;
        }
    }
}

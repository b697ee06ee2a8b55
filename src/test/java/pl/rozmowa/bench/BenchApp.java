package pl.rozmowa.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private final Process process;
    private final Path data;
    final Browser browser;

    private BenchApp(Process process, Path data, Browser browser) {
        this.process = process;
        this.data = data;
        this.browser = browser;
    }

    /** @param settings further environment variables */
    static BenchApp start(Path launcher, Map<String, String> settings) throws IOException {
        Path data = Files.createTempDirectory("rozmowa-bench-");
        Files.setPosixFilePermissions(
                data, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        int port;
        try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
            port = free.getLocalPort();
        }
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "start");
        builder.redirectErrorStream(true);
        builder.environment().putAll(settings);
        builder.environment().put("ROZMOWA_DATA", data.resolve("data").toString());
        builder.environment().put("ROZMOWA_PORT", Integer.toString(port));
        builder.environment().put("ROZMOWA_ALLOWED_MAIL_HOSTS", "127.0.0.0/8:*");
        Process process = builder.start();
        CompletableFuture<String> code = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> readConsole(process, code));
        Browser browser = new Browser("http://127.0.0.1:" + port);
        String once;
        try {
            once = code.get(10, TimeUnit.MINUTES);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            process.destroy();
            throw new IOException("the application printed no one-time code", e);
        }
        Await.value(
                "the application answers",
                Duration.ofMinutes(1),
                () -> browser.get("/api/session"),
                a -> a.status() == 200);
        Browser.Answer owner =
                browser.post(
                        "/api/setup",
                        Map.of(
                                "code", once,
                                "name", "Hanna Wrzos",
                                "email", "hanna@debowa.test",
                                "password", "sezam-otwiera-drzwi",
                                "projectName", "Ceramika Dębowa",
                                "language", "pl",
                                "timeZone", "Europe/Warsaw"));
        if (owner.status() != 200) {
            throw new IOException("setup: " + owner.status() + " " + owner.text());
        }
        browser.get("/api/session"); // signing in gave a new CSRF token
        return new BenchApp(process, data, browser);
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

    /** Resident memory of the application and its PostgreSQL, shared pages counted once, in bytes. */
    long memory() throws IOException {
        long kilobytes = 0;
        for (ProcessHandle one : tree()) {
            Path rollup = Path.of("/proc", Long.toString(one.pid()), "smaps_rollup");
            for (String line : Files.readAllLines(rollup)) {
                if (line.startsWith("Pss:")) {
                    kilobytes += Long.parseLong(line.replaceAll("\\D+", ""));
                }
            }
        }
        return kilobytes * 1024;
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
        String[] fields = Files.readString(stat).replaceAll("^.*\\) ", "").split(" ");
        return Long.parseLong(fields[11])
                + Long.parseLong(fields[12])
                + Long.parseLong(fields[13])
                + Long.parseLong(fields[14]);
    }

    @Override
    public void close() throws IOException {
        List<ProcessHandle> all = tree();
        process.destroy();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
        Files.walkFileTree(data, new Deleting());
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

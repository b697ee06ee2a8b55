package pl.rozmowa.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.platform.Await;
import pl.rozmowa.platform.Browser;
import tools.jackson.databind.JsonNode;

/** The application as a process of its own that may be killed, frozen and started again over the same data. */
public final class AppProcess implements AutoCloseable {

    private static final Pattern CODE = Pattern.compile("\\b([0-9A-Z]{4,}(?:-[0-9A-Z]{4,})+)\\b");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final List<String> command;
    private final Path data;
    private final Path log;
    private final int port;
    private final Map<String, String> settings;
    private final Browser browser;
    private final CompletableFuture<String> code = new CompletableFuture<>();
    private @Nullable Process process;

    /**
     * @param command starts it
     * @param data its data folder
     * @param log where its console is kept
     */
    public AppProcess(List<String> command, Path data, Path log, Map<String, String> settings)
            throws IOException {
        this.command = List.copyOf(command);
        this.data = data;
        this.log = log;
        this.settings = new HashMap<>(settings);
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        this.settings.put("ROZMOWA_DATA", data.toString());
        this.settings.put("ROZMOWA_PORT", Integer.toString(port));
        this.settings.put("ROZMOWA_ALLOWED_MAIL_HOSTS", "127.0.0.0/8:*");
        this.browser = new Browser("http://127.0.0.1:" + port);
    }

    /** The classes of this JVM instead of the packaged application. */
    public static List<String> ofClasses() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx400m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                "pl.rozmowa.Rozmowa");
    }

    public Browser browser() {
        return browser;
    }

    Path data() {
        return data;
    }

    /** Starts it and returns at once. */
    public void start() {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(settings);
            Process started = builder.start();
            process = started;
            // Reading a pipe holds a carrier: virtual threads of this JVM, such as the sink, would
            // stand still.
            Thread.ofPlatform().daemon().start(() -> readConsole(started));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readConsole(Process started) {
        try (BufferedReader console = started.inputReader(StandardCharsets.UTF_8)) {
            for (String line = console.readLine(); line != null; line = console.readLine()) {
                Files.writeString(
                        log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                Matcher found = CODE.matcher(line);
                if (!code.isDone() && !line.contains("http://") && found.find()) {
                    code.complete(found.group(1));
                }
            }
        } catch (IOException e) {
            System.err.println("console of the application: " + e.getMessage());
        }
    }

    /** Returns when it answers; starts it again where it ended by itself. */
    public void awaitReady() {
        Await.value(
                "the application answers",
                PATIENCE,
                () -> {
                    if (!running().isAlive()) {
                        Files.writeString(
                                log,
                                "--- it ended by itself with " + running().exitValue() + "\n",
                                StandardOpenOption.CREATE,
                                StandardOpenOption.APPEND);
                        start();
                    }
                    return browser.get("/api/session");
                },
                answer -> answer.status() == 200);
    }

    private Process running() {
        Process current = process;
        if (current == null) {
            throw new IllegalStateException("it was never started");
        }
        return current;
    }

    public long pid() {
        return running().pid();
    }

    public boolean isAlive() {
        return running().isAlive();
    }

    /** SIGKILL. */
    public void kill() {
        try {
            running().destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void signal(String name) throws IOException {
        Programs.run(List.of("kill", "-" + name, Long.toString(pid())));
    }

    /** SIGKILL to the postmaster of its own PostgreSQL; nothing where it isn't running. */
    boolean killDatabase() throws IOException {
        Path file = data.resolve("pg").resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return false;
        }
        long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        return ProcessHandle.of(pid)
                .filter(one -> one.info().commandLine().orElse("").contains(data.toString()))
                .map(ProcessHandle::destroyForcibly)
                .orElse(false);
    }

    /** Into its own PostgreSQL, as the application signs in. */
    Connection database() throws SQLException {
        try {
            String password = Files.readString(data.resolve("postgres.password")).strip();
            String doorway = Files.readString(data.resolve("postgres.port")).strip();
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:"
                            + doorway
                            + "/rozmowa?connectTimeout=5&socketTimeout=60",
                    "rozmowa",
                    password);
        } catch (IOException e) {
            throw new SQLException("the database is not made yet", e);
        }
    }

    /** The first person, on a fresh installation. */
    public void setUp() throws Exception {
        String once = code.get(5, TimeUnit.MINUTES);
        awaitReady();
        Owner.setUp(browser, once);
    }

    /** @return the mailbox's id */
    public String connect(String address, String password, int imapPort, int smtpPort)
            throws IOException {
        return BenchMailbox.connect(browser, imapPort, smtpPort, address, password).id();
    }

    /** „Zakończ” with these folders. */
    public void choose(String account, List<String> names) throws IOException {
        JsonNode listed = browser.get("/api/mail-accounts/" + account + "/folders").json();
        List<String> ids = new ArrayList<>();
        for (JsonNode folder : listed.path("items")) {
            if (names.contains(folder.path("name").asString())) {
                ids.add(folder.path("id").asString());
            }
        }
        if (ids.size() != names.size()) {
            throw new IOException("not all of " + names + " are in " + listed);
        }
        Owner.require(
                browser.put(
                        "/api/mail-accounts/" + account + "/folders",
                        Map.of("chosen", ids, "windowDays", 30, "sharing", "project")));
    }

    @Override
    public void close() {
        Process current = process;
        if (current == null) {
            return;
        }
        List<ProcessHandle> children = current.descendants().toList();
        current.destroy();
        try {
            if (!current.waitFor(25, TimeUnit.SECONDS)) {
                current.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}

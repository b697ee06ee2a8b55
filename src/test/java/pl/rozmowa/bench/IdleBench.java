package pl.rozmowa.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import pl.rozmowa.peers.RawSmtp;

/**
 * Many connected mailboxes that have nothing to do, over TLS at one Dovecot: how long until all are connected, what they hold and what they
 * cost while nothing happens, how new mail fares, and how they come back when all connections are dropped at once.
 */
final class IdleBench {

    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final int mailboxes;
    private final int deliveries;
    private final int quiet;
    private final String memory;
    private final String recording;
    private final Path home;
    private final Figures figures = new Figures("idle");

    private IdleBench(Options options, Path home) {
        this.mailboxes = options.number("--mailboxes");
        this.deliveries = options.number("--deliveries");
        this.quiet = options.number("--quiet");
        this.memory = options.text("--memory");
        this.recording = options.text("--jfr");
        this.home = home;
    }

    public static void main(String[] args) throws Exception {
        Options options =
                Options.of(
                        args,
                        Set.of(),
                        Map.of(
                                "--mailboxes",
                                "1000",
                                "--deliveries",
                                "100",
                                "--quiet",
                                "60",
                                "--memory",
                                "1200m",
                                "--jfr",
                                ""));
        new IdleBench(options, Path.of(System.getenv("ROZMOWA_HOME"))).run();
        System.exit(0);
    }

    private void run() throws Exception {
        figures.fact("mailboxes", mailboxes);
        figures.fact("heap_limit", memory);
        try (CrowdedDovecot dovecot = CrowdedDovecot.start()) {
            if (dovecot.clientsAProcess() * 2 < mailboxes) {
                throw new IOException(
                        "too few open files are allowed here (ulimit -n): %d clients a process"
                                .formatted(dovecot.clientsAProcess()));
            }
            Map<String, String> settings = new HashMap<>();
            settings.put("ROZMOWA_MEMORY", memory);
            // Dovecot doesn't let a client hibernate that it has to tell of several folders.
            settings.put("ROZMOWA_SYNC_NOTIFYEXTENSION", "false");
            settings.put(
                    "ROZMOWA_TRUSTED_AUTHORITIES", dovecot.itself().certificateFile().toString());
            settings.put("ROZMOWA_SYNC_ENABLED", "false");
            try (BenchApp app = BenchApp.start(home.resolve("rozmowa"), settings)) {
                say("seeding");
                SeededMailboxes.into(app, mailboxes, dovecot.itself().imapsPort());
                app.restart(settings); // setting up left things behind that are not theirs
                long empty = app.liveHeap();
                settings.remove("ROZMOWA_SYNC_ENABLED");
                ramp(dovecot, app, settings, "first_ramp_s");
                awaitLive(app);
                ramp(dovecot, app, settings, "ramp_s");
                settle(app);
                quietMinute(dovecot, app, empty);
                arrivals(dovecot, app);
                drop(dovecot, app);
            }
        }
        System.out.println(figures.json());
    }

    private static void say(String what) {
        System.err.println(
                Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS) + " " + what);
    }

    private static double now() {
        return System.currentTimeMillis() / 1e3;
    }

    /** From the answer of a started application to all mailboxes signed in and connected; the first time their folders are made and read. */
    private void ramp(
            CrowdedDovecot dovecot, BenchApp app, Map<String, String> settings, String figure)
            throws IOException {
        double stopped = now();
        app.restart(settings);
        long start = System.nanoTime();
        awaitConnected(dovecot, app, stopped);
        figures.add(figure, (System.nanoTime() - start) / 1e9);
        say(figure + " " + figures.median(figure));
    }

    /** Everybody has signed in since then, and so many sockets are open. */
    private void awaitConnected(CrowdedDovecot dovecot, BenchApp app, double since)
            throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int turn = 0;
        while (true) {
            int connected = dovecot.connected();
            if (connected >= mailboxes && dovecot.loginsSince(since).users() >= mailboxes) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("only %d are connected".formatted(connected));
            }
            if (turn++ % 20 == 0) {
                say("%d connected, %s".formatted(connected, states(app)));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }
    }

    private void awaitLive(BenchApp app) throws IOException {
        long start = System.nanoTime();
        BenchMailbox.await(
                "all are live",
                Duration.ofSeconds(1),
                () -> states(app).getOrDefault("live", 0) >= mailboxes);
        figures.add("live_after_connected_s", (System.nanoTime() - start) / 1e9);
    }

    private static Map<String, Integer> states(BenchApp app) {
        Map<String, Integer> states = new HashMap<>();
        try (Connection connection = app.database(false);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select state, count(*) from mail_account group by state")) {
            while (row.next()) {
                states.put(row.getString(1), row.getInt(2));
            }
            return states;
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Until what follows a start is over: the application's CPU time in ten seconds no longer falls. */
    private static void settle(BenchApp app) throws IOException {
        Duration former = Duration.ofDays(1);
        for (int i = 0; i < 12; i++) {
            Duration before = app.cpu().sum();
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(10));
            Duration spent = app.cpu().sum().minus(before);
            say("CPU in 10 s: " + spent.toMillis() + " ms");
            if (spent.compareTo(former.multipliedBy(9).dividedBy(10)) > 0) {
                return;
            }
            former = spent;
        }
    }

    private void quietMinute(CrowdedDovecot dovecot, BenchApp app, long empty) throws Exception {
        long heap = app.liveHeap();
        figures.add("heap_kb_per_mailbox", (heap - empty) / 1024.0 / mailboxes);
        figures.add("heap_mb", heap / 1e6);
        BenchApp.Cpu before = app.cpu();
        double server = dovecot.cpuSeconds();
        long start = System.nanoTime();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(quiet));
        double seconds = (System.nanoTime() - start) / 1e9;
        BenchApp.Cpu after = app.cpu();
        figures.add("cpu_percent_of_core", percent(before.sum(), after.sum(), seconds));
        figures.add("cpu_percent_app", percent(before.application(), after.application(), seconds));
        figures.add("cpu_percent_postgres", percent(before.database(), after.database(), seconds));
        figures.add("cpu_percent_dovecot", (dovecot.cpuSeconds() - server) / seconds * 100);
        BenchApp.Memory resident = app.memory();
        figures.add("memory_mb_app", resident.application() / 1e6);
        figures.add("memory_mb_postgres", resident.database() / 1e6);
        figures.add("memory_peak_mb_app", app.highWater() / 1e6);
        figures.add("open_files_app", app.openFiles());
        say("quiet: " + figures.json());
        if (!recording.isEmpty()) {
            record(app);
        }
    }

    private static double percent(Duration before, Duration after, double seconds) {
        return after.minus(before).toMillis() / seconds / 10;
    }

    /** One more quiet minute, recorded: not among the figures. */
    private void record(BenchApp app) throws IOException {
        Path file = Path.of(recording).toAbsolutePath();
        Path summary = Path.of(file + ".txt");
        FlightRecording flight = FlightRecording.start(app, file);
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(quiet));
        flight.stop();
        try (PrintStream out = new PrintStream(summary.toFile(), StandardCharsets.UTF_8)) {
            flight.tell(out);
            out.println(
                    app.jcmd("GC.class_histogram").lines().limit(45).toList().stream()
                            .reduce("", (a, b) -> a + b + "\n"));
        }
        System.err.println(Files.readString(summary));
        figures.fact("profile", summary.toString());
    }

    private record Committed(long nanos, String text) {}

    /** From the server's 250 (LMTP) to the committed transaction of that mailbox, one after the other, at mailboxes taken at random. */
    private void arrivals(CrowdedDovecot dovecot, BenchApp app) throws Exception {
        BlockingQueue<Committed> news = new LinkedBlockingQueue<>();
        Map<String, String> ids = ids(app);
        try (CommitListener commits =
                CommitListener.of(app, (nanos, text) -> news.add(new Committed(nanos, text)))) {
            List<Integer> chosen =
                    new Random(5)
                            .ints(0, mailboxes)
                            .distinct()
                            .limit(Math.min(deliveries, mailboxes))
                            .boxed()
                            .toList();
            for (int number : chosen) {
                news.clear();
                String address = SeededMailboxes.address(number);
                try (RawSmtp lmtp = RawSmtp.lmtp(dovecot.itself().lmtpPort())) {
                    lmtp.send(
                            "jan@klient.example",
                            List.of(address),
                            SmallMail.text("cisza", address, number, Instant.now()));
                    long accepted = System.nanoTime();
                    figures.add(
                            "arrival_ms",
                            (awaited(news, ids.getOrDefault(address, "?")) - accepted) / 1e6);
                }
            }
        }
        figures.fact("arrival_p50_ms", Figures.rounded(figures.percentile("arrival_ms", 50)));
        figures.fact("arrival_p99_ms", Figures.rounded(figures.percentile("arrival_ms", 99)));
        say("arrivals: p50 " + figures.percentile("arrival_ms", 50));
    }

    private static long awaited(BlockingQueue<Committed> news, String account)
            throws InterruptedException, IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            Committed next = news.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new IOException("new mail was not received within a minute");
            }
            if (CommitListener.isOfConversation(next.text()) && next.text().contains(account)) {
                return next.nanos();
            }
        }
    }

    private static Map<String, String> ids(BenchApp app) throws IOException, SQLException {
        Map<String, String> ids = new HashMap<>();
        try (Connection connection = app.database(false);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select address, id from mail_account")) {
            while (row.next()) {
                ids.put(row.getString(1), row.getString(2));
            }
        }
        return ids;
    }

    private void drop(CrowdedDovecot dovecot, BenchApp app) throws IOException {
        double dropped = now();
        long start = System.nanoTime();
        dovecot.dropAll();
        awaitConnected(dovecot, app, dropped);
        figures.add("reconnect_s", (System.nanoTime() - start) / 1e9);
        CrowdedDovecot.Logins logins = dovecot.loginsSince(dropped);
        figures.add("reconnect_logins", logins.count());
        figures.add("reconnect_most_in_one_second", logins.mostInOneSecond());
        figures.add(
                "reconnect_most_in_one_second_percent",
                100.0 * logins.mostInOneSecond() / mailboxes);
        figures.fact("states_after_reconnect", states(app));
    }
}

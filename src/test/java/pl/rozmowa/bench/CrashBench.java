package pl.rozmowa.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import pl.rozmowa.bench.Differences.Kind;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.RandomOperations;

/**
 * The packaged application against a real Dovecot, killed with SIGKILL at random and at chosen moments, its PostgreSQL too, its network
 * cut, its disk full; while other mail programs work in the same mailboxes. Afterwards everything must be as it is at the server.
 */
final class CrashBench {

    private static final int KILLS_A_MAILBOX = 20;
    private static final int FIRST_KILLS = 6;

    public static void main(String[] args) throws Exception {
        Map<String, String> options =
                new HashMap<>(
                        Map.of(
                                "--kills",
                                "200",
                                "--seed",
                                "1",
                                "--ops",
                                "5000",
                                "--messages",
                                "300",
                                "--seconds",
                                "7200"));
        for (int i = 0; i + 1 < args.length; i += 2) {
            if (options.put(args[i], args[i + 1]) == null) {
                throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        new CrashBench(options).run(Path.of(System.getenv("ROZMOWA_HOME")));
        System.exit(0);
    }

    private final int kills;
    private final long seed;
    private final int operations;
    private final int messages;
    private final Duration atMost;

    private CrashBench(Map<String, String> options) {
        kills = Integer.parseInt(options.getOrDefault("--kills", ""));
        seed = Long.parseLong(options.getOrDefault("--seed", ""));
        operations = Integer.parseInt(options.getOrDefault("--ops", ""));
        messages = Integer.parseInt(options.getOrDefault("--messages", ""));
        atMost = Duration.ofSeconds(Long.parseLong(options.getOrDefault("--seconds", "")));
    }

    private void run(Path home) throws Exception {
        Path folder = Files.createTempDirectory("rozmowa-crash-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path data = Files.createDirectory(folder.resolve("disk"));
        SmallDisk disk = SmallDisk.mount(data, 6_000);
        long begun = System.nanoTime();
        AppProcess app =
                new AppProcess(
                        List.of(home.resolve("rozmowa").toString(), "start"),
                        data.resolve("data"),
                        folder.resolve("console"),
                        Map.of("ROZMOWA_SYNC_POLL", "2s"));
        System.err.println("console of the application: " + folder.resolve("console"));
        try (Dovecot dovecot = Dovecot.start();
                SmtpSink sink = new SmtpSink();
                FaultProxy proxy = FaultProxy.before(dovecot.imapPort());
                app) {
            app.start();
            app.setUp();
            CrashRun run = new CrashRun(app, app::database, proxy, seed, Duration.ofSeconds(240));
            int mailboxes = Math.max(1, (kills + KILLS_A_MAILBOX - 1) / KILLS_A_MAILBOX);
            for (int i = 0; i < mailboxes && since(begun) < atMost.toSeconds(); i++) {
                int share = (kills - run.kills()) / (mailboxes - i);
                int first = share * FIRST_KILLS / KILLS_A_MAILBOX;
                run.mailbox(
                        target(dovecot, proxy, sink),
                        seed * 100 + i,
                        new CrashRun.Trial(messages, first, operations / mailboxes, share - first));
                fillDisk(run, disk, app);
            }
            run.compareAll();
            report(run, begun);
        } finally {
            disk.close();
        }
    }

    private static CrashRun.Target target(Dovecot dovecot, FaultProxy proxy, SmtpSink sink) {
        String address = dovecot.freshUser("biuro", "debowa.test");
        List<String> others = new ArrayList<>();
        for (String name : "Klienci Oferty Faktury Dostawy Reklamacje Targi".split(" ")) {
            others.add(name);
        }
        List<String> chosen = new ArrayList<>(others);
        chosen.addAll(List.of("INBOX", "Wysłane"));
        return new CrashRun.Target(
                address,
                Dovecot.PASSWORD,
                proxy.port(),
                sink.port(),
                () -> dovecot.outside(address),
                new RandomOperations.Stage("INBOX", "Wys&AUI-ane", others, "Kosz", 3, true),
                chosen);
    }

    /** Some seconds without a free byte, then room again. */
    private static void fillDisk(CrashRun run, SmallDisk disk, AppProcess app) throws IOException {
        app.awaitReady();
        disk.fill();
        CrashRun.pause(6_000);
        disk.free();
        run.count("disk_full");
    }

    private void report(CrashRun run, long begun) throws IOException {
        Figures figures = new Figures("crash");
        figures.fact("seed", seed);
        figures.fact("kills", run.kills());
        figures.fact("faults", run.faults());
        figures.fact("operations", run.operations());
        figures.fact("operations_refused", run.refused());
        for (Kind kind : Kind.values()) {
            figures.fact(
                    kind == Kind.GHOST ? "ghosts" : kind.name().toLowerCase(Locale.ROOT),
                    run.total(kind));
        }
        figures.fact("slowest_settling_s", Math.round(run.slowestSettling() * 10) / 10.0);
        figures.fact("seconds", since(begun));
        System.out.println(figures.json());
    }

    private static long since(long begun) {
        return (System.nanoTime() - begun) / 1_000_000_000L;
    }
}

package pl.rozmowa.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import pl.rozmowa.bench.Differences.Kind;
import pl.rozmowa.peers.Cyrus;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.ImapServer;

/**
 * The packaged application against a real Dovecot or Cyrus, killed with SIGKILL at random and at chosen moments, its PostgreSQL too, its network
 * cut, its disk full; while other mail programs work in the same mailboxes. Afterwards everything must be as it is at the server.
 */
final class CrashBench {

    private static final int KILLS_A_MAILBOX = 20;
    private static final int FIRST_KILLS = 6;
    private static final List<String> OTHERS =
            List.of("Klienci", "Oferty", "Faktury", "Dostawy", "Reklamacje", "Targi");

    public static void main(String[] args) throws Exception {
        Options options =
                Options.of(
                        args,
                        Set.of(),
                        Map.of(
                                "--server",
                                "dovecot",
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
        new CrashBench(options).run(Path.of(System.getenv("ROZMOWA_HOME")));
        System.exit(0);
    }

    private final String kind;
    private final int kills;
    private final long seed;
    private final int operations;
    private final int messages;
    private final Duration atMost;

    private CrashBench(Options options) {
        kind = options.text("--server");
        kills = options.number("--kills");
        seed = options.number("--seed");
        operations = options.number("--ops");
        messages = options.number("--messages");
        atMost = Duration.ofSeconds(options.number("--seconds"));
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
        try (ImapServer server = server(kind);
                SmtpSink sink = new SmtpSink();
                FaultProxy proxy = FaultProxy.before(server.imapPort());
                app) {
            app.start();
            app.setUp();
            CrashRun run = new CrashRun(app, app::database, proxy, seed, Duration.ofSeconds(240));
            run.withDisk(disk);
            int mailboxes = Math.max(1, (kills + KILLS_A_MAILBOX - 1) / KILLS_A_MAILBOX);
            for (int i = 0; i < mailboxes && since(begun) < atMost.toSeconds(); i++) {
                int share = (kills - run.kills()) / (mailboxes - i);
                int first = share * FIRST_KILLS / KILLS_A_MAILBOX;
                run.mailbox(
                        CrashRun.Target.at(server, proxy.port(), sink.port(), OTHERS, 3),
                        seed * 100 + i,
                        new CrashRun.Trial(messages, first, operations / mailboxes, share - first));
            }
            run.compareAll();
            report(run, begun);
        } finally {
            disk.close();
        }
    }

    private static ImapServer server(String kind) {
        return switch (kind) {
            case "dovecot" -> Dovecot.start();
            case "cyrus" -> Cyrus.start();
            default -> throw new IllegalArgumentException("no server is called " + kind);
        };
    }

    private void report(CrashRun run, long begun) throws IOException {
        Figures figures = new Figures("crash");
        figures.fact("server", kind);
        figures.fact("seed", seed);
        figures.fact("kills", run.kills());
        figures.fact("faults", run.faults());
        figures.fact("operations", run.operations());
        figures.fact("operations_refused", run.refused());
        for (Kind each : Kind.values()) {
            figures.fact(
                    each == Kind.GHOST ? "ghosts" : each.name().toLowerCase(Locale.ROOT),
                    run.total(each));
        }
        figures.fact("slowest_settling_s", Math.round(run.slowestSettling() * 10) / 10.0);
        figures.fact("seconds", since(begun));
        System.out.println(figures.json());
    }

    private static long since(long begun) {
        return (System.nanoTime() - begun) / 1_000_000_000L;
    }
}

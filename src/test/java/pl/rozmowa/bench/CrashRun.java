package pl.rozmowa.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.bench.Differences.Kind;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.ImapServer;
import pl.rozmowa.peers.RandomOperations;
import pl.rozmowa.peers.RawImap;

/**
 * One application that is killed again and again, during first synchronisations and while other mail programs work in the same mailbox,
 * and compared with the server after each phase.
 */
public final class CrashRun {

    /** Where the tables are. */
    public interface Database {
        Connection open() throws SQLException;
    }

    /** A mailbox at some server, and how to get into it past our application. */
    public record Target(
            String address,
            String password,
            int imapPort,
            int smtpPort,
            Supplier<RawImap> login,
            RandomOperations.Stage stage,
            List<String> chosenNames) {

        /**
         * A fresh mailbox at one of our own servers.
         *
         * @param imapPort leads to the server, straight or not
         * @param others folders that come and go
         * @param renewals how often each of them is made anew at most
         */
        public static Target at(
                ImapServer server, int imapPort, int smtpPort, List<String> others, int renewals) {
            String address = server.freshUser("biuro", "debowa.test");
            List<String> chosen = new ArrayList<>(others);
            chosen.addAll(List.of("INBOX", "Wysłane"));
            return new Target(
                    address,
                    Dovecot.PASSWORD,
                    imapPort,
                    smtpPort,
                    () -> server.outside(address),
                    new RandomOperations.Stage(
                            "INBOX", "Wys&AUI-ane", others, "Kosz", renewals, true),
                    chosen);
        }
    }

    private static final int LARGE = 4_000_000;
    private static final int CLIENTS = 3;

    /** What is to be met while a mailbox is read for the first time. */
    private static final List<KillPoint> FIRST =
            List.of(
                    KillPoint.RANDOM,
                    KillPoint.PAGE,
                    KillPoint.ATTACHMENT,
                    KillPoint.LISTED,
                    KillPoint.STARTING);

    private final AppProcess app;
    private final Database database;
    private final @Nullable FaultProxy proxy;
    private final Random random;
    private final Duration patience;
    private final List<Comparison> comparisons = new ArrayList<>();
    private final Map<Kind, Integer> totals = new EnumMap<>(Kind.class);
    private final Map<String, Integer> faults = new TreeMap<>();
    private final List<String> words = new ArrayList<>();
    private @Nullable SmallDisk disk;
    private boolean full;
    private boolean starting;
    private int kills;
    private int operations;
    private int refused;
    private double slowestSettling;

    /**
     * @param proxy the way to the mail server, where faults of the network are wanted
     * @param patience how long everything may take to be as it is at the server after the last change
     */
    public CrashRun(
            AppProcess app,
            Database database,
            @Nullable FaultProxy proxy,
            long seed,
            Duration patience) {
        this.app = app;
        this.database = database;
        this.proxy = proxy;
        this.random = new Random(seed);
        this.patience = patience;
    }

    /** From now on its disk is full now and then. */
    void withDisk(SmallDisk disk) {
        this.disk = disk;
    }

    public int kills() {
        return kills;
    }

    /** What differed, phase by phase. */
    public List<String> words() {
        return words;
    }

    int operations() {
        return operations;
    }

    int refused() {
        return refused;
    }

    Map<String, Integer> faults() {
        return faults;
    }

    double slowestSettling() {
        return slowestSettling;
    }

    public int total(Kind kind) {
        return totals.getOrDefault(kind, 0);
    }

    /** How hard a mailbox is tried. */
    public record Trial(int messages, int firstKills, int operations, int laterKills) {}

    /** A new mailbox: its first synchronisation, then the operations of others, each under fire and then compared. */
    public void mailbox(Target target, long seed, Trial trial) throws Exception {
        try (RandomOperations others =
                new RandomOperations(target.login(), target.stage(), target.address(), seed)) {
            others.fill(trial.messages());
            ready();
            String account =
                    app.connect(
                            target.address(),
                            target.password(),
                            target.imapPort(),
                            target.smtpPort());
            app.choose(account, target.chosenNames());
            Comparison comparison =
                    new Comparison(
                            target.login(),
                            UUID.fromString(account),
                            app.data().resolve("blobs"),
                            Instant.now().minus(Duration.ofDays(30)));
            comparisons.add(comparison);
            slow(3_000_000);
            for (int i = 0; i < trial.firstKills(); i++) {
                fire(i == 0 ? List.of(KillPoint.LISTED) : FIRST, i > 0, others);
            }
            slow(0);
            settle("first synchronisation", comparison);

            others.start(CLIENTS);
            int shares = Math.max(1, trial.laterKills());
            for (int i = 0; i < shares; i++) {
                others.allow(trial.operations() / shares);
                if (trial.laterKills() > 0) {
                    if (i == shares / 2) {
                        diskFull();
                    }
                    fire(List.of(KillPoint.values()), true, others);
                }
            }
            until("all operations are done", Duration.ofMinutes(3), others::isIdle);
            others.mend();
            settle("operations", comparison);
            operations += others.done();
            refused += others.refused();
        }
    }

    /** All mailboxes once more, to the last byte. */
    public void compareAll() throws Exception {
        for (Comparison comparison : comparisons) {
            settle("the end", comparison);
        }
    }

    /** One kill of the application at one of these points, sometimes after another misfortune. */
    private void fire(List<KillPoint> points, boolean misfortunes, RandomOperations others)
            throws Exception {
        KillPoint point = points.get(random.nextInt(points.size()));
        boolean met = false;
        if (point == KillPoint.STARTING) {
            if (!starting) {
                restart();
            }
            pause(random.nextInt(5_000));
        } else {
            if (misfortunes) {
                misfortune();
            }
            if (point == KillPoint.ATTACHMENT) {
                others.appendLarge(LARGE);
            }
            ready();
            if (point.isWaitedFor()) {
                met = awaitPoint(point);
            } else {
                pause(random.nextInt(3_000));
            }
        }
        boolean databaseToo = random.nextInt(4) == 0 && app.killDatabase();
        restart();
        kills++;
        count(
                "kill_at_"
                        + point.name().toLowerCase(Locale.ROOT)
                        + (point.isWaitedFor() && !met ? "_missed" : ""));
        System.err.println("kill " + kills + " at " + point + (met ? ", met" : ""));
        if (databaseToo) {
            count("kill_with_postmaster");
        }
        if (full) {
            count("kill_on_full_disk");
            pause(random.nextInt(4_000));
            free();
        }
    }

    private void restart() {
        app.kill();
        app.start();
        starting = true;
    }

    private void ready() {
        if (!full) { // else it may be unable to answer until there is room again
            app.awaitReady();
            starting = false;
        }
    }

    /** No byte is free for some seconds, while the others go on; now and then the next kill comes meanwhile. */
    private void diskFull() throws IOException {
        SmallDisk small = disk;
        if (small == null) {
            return;
        }
        ready();
        small.fill();
        full = true;
        count("disk_full");
        pause(1_500 + random.nextInt(3_000));
        if (random.nextBoolean()) {
            free();
        }
    }

    private void free() throws IOException {
        SmallDisk small = disk;
        if (small != null && full) {
            small.free();
            full = false;
        }
    }

    private boolean awaitPoint(KillPoint point) throws IOException {
        try (Connection open = database.open()) {
            point.prepare(open);
            return point.await(open, app.data());
        } catch (SQLException e) {
            return false; // the database is away just now: as good a moment as any
        }
    }

    private void misfortune() throws Exception {
        FaultProxy way = proxy;
        switch (random.nextInt(14)) {
            case 0, 1 -> {
                ready();
                pause(random.nextInt(1_000));
                if (app.killDatabase()) {
                    count("postmaster_killed");
                }
            }
            case 2, 3 -> {
                if (way != null) {
                    ready();
                    way.cut();
                    count("network_cut");
                }
            }
            case 4 -> {
                if (way != null) {
                    ready();
                    way.halfOpen();
                    count("half_open");
                }
            }
            case 5 -> {
                if (way != null) {
                    way.stall(3_000);
                    count("stalled");
                }
            }
            case 6 -> diskFull();
            default -> {}
        }
    }

    private void count(String fault) {
        faults.merge(fault, 1, Integer::sum);
    }

    private void slow(long octetsPerSecond) {
        FaultProxy way = proxy;
        if (way != null) {
            way.slow(octetsPerSecond);
        }
    }

    /** Waits until the engine is done and agrees with the server; then looks at every byte. What still differs counts. */
    void settle(String phase, Comparison comparison) throws Exception {
        ready();
        long begun = System.nanoTime();
        long deadline = begun + patience.toNanos();
        Differences differences = new Differences();
        String trouble = "";
        while (System.nanoTime() < deadline) {
            try (Connection open = database.open()) {
                differences = comparison.quick(open);
                trouble = "";
                if (differences.isNone()) {
                    differences = comparison.full(open);
                    if (differences.isNone()) {
                        break;
                    }
                }
            } catch (SQLException | UncheckedIOException e) {
                // A server that a stalled client still holds up says nothing: that is no truth yet.
                trouble = String.valueOf(e.getMessage());
            }
            pause(300);
        }
        if (!trouble.isEmpty()) {
            differences.add(Kind.UNSETTLED, trouble);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        slowestSettling = Math.max(slowestSettling, seconds);
        System.err.printf(
                "%s after %d kills: %s (%.1f s)%n",
                phase, kills, differences.isNone() ? "equal" : differences, seconds);
        if (!differences.isNone()) {
            words.add(phase + ": " + differences);
        }
        for (Kind kind : Kind.values()) {
            totals.merge(kind, differences.count(kind), Integer::sum);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void until(String what, Duration atMost, Condition condition) throws Exception {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("waited in vain until " + what);
            }
            pause(20);
        }
    }

    static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}

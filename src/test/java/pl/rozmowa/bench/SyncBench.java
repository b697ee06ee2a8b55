package pl.rozmowa.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.Postfix;
import pl.rozmowa.platform.Browser;

/**
 * The first synchronisation of a mailbox of a local Dovecot, from „Zakończ” to first conversations and to everything stored,
 * threaded and listed; side by side in each run with a raw drain (the limit), with mbsync followed by mu, with mbsync followed by notmuch,
 * and with imapflow; on request with offlineimap, which is slow.
 */
final class SyncBench {

    private static final List<String> FOLDERS = List.of("INBOX", "Wys&AUI-ane");
    private static final String PATTERNS = "INBOX \"Wys&AUI-ane\"";

    private final int messages;
    private final int runs;
    private final int roundTrip;
    private final String beside;
    private final boolean cold;
    private final String recording;
    private final Path home;
    private final Figures figures = new Figures("sync");

    private SyncBench(Options options, Path home) {
        this.messages = options.number("--messages");
        this.runs = options.number("--runs");
        this.roundTrip = options.number("--rtt");
        this.beside = options.text("--peers");
        this.cold = options.flag("--cold");
        this.recording = options.text("--jfr");
        this.home = home;
    }

    public static void main(String[] args) throws Exception {
        Options options =
                Options.of(
                        args,
                        Set.of("--cold", "--warm"),
                        Map.of(
                                "--messages",
                                "10000",
                                "--runs",
                                "3",
                                "--rtt",
                                "0",
                                "--peers",
                                "yes",
                                "--jfr",
                                ""));
        if (!Set.of("yes", "no", "all").contains(options.text("--peers"))) {
            throw new IllegalArgumentException("--peers yes, no or all");
        }
        new SyncBench(options, Path.of(System.getenv("ROZMOWA_HOME"))).run();
        System.exit(0);
    }

    private void run() throws Exception {
        figures.fact("messages", messages);
        figures.fact("runs", runs);
        figures.fact("rtt_ms", roundTrip);
        figures.fact("page_cache", cold ? "dropped before each measured program" : "warm");
        figures.fact("compress", "off in all");
        try (Dovecot dovecot = Dovecot.start();
                Postfix postfix = Postfix.start(dovecot)) {
            String address = dovecot.freshUser("biuro", "debowa.test");
            Path maildir = dovecot.home(address).resolve("Maildir");
            long octets =
                    new MailboxGenerator(7, address, Instant.now().truncatedTo(ChronoUnit.SECONDS))
                            .write(maildir, messages, 30);
            Programs.run(List.of("chown", "-R", "5000:5000", dovecot.home(address).toString()));
            figures.fact("megabytes", octets / 1_000_000);
            warm(dovecot, address);
            int smtp = postfix.submissionPort();
            for (int run = 0; run < runs; run++) {
                measured(dovecot.imapPort(), smtp, address);
            }
            if (roundTrip == 0) {
                countBytes(dovecot.imapPort(), smtp, address);
            }
            if (!recording.isEmpty()) {
                profile(dovecot.imapPort(), smtp, address);
            }
        }
        ratios();
        System.out.println(figures.json());
    }

    /** Dovecot builds its index at the first sight of a mailbox: that is nobody's merit or fault. */
    private static void warm(Dovecot dovecot, String address) {
        try (var outside = dovecot.outside(address)) {
            for (String folder : FOLDERS) {
                outside.command("SELECT \"" + folder + "\"");
                outside.command("FETCH 1:* (RFC822.SIZE)");
            }
        }
    }

    /** With a delay everything passes the proxy anyway, which then counts too; without one nothing stands between. */
    private void measured(int port, int smtp, String address) throws Exception {
        if (roundTrip == 0) {
            ours(port, smtp, address, true, null);
            peers(port, address, null);
            return;
        }
        try (DelayProxy delay = DelayProxy.before(port, roundTrip)) {
            ours(delay.port(), smtp, address, true, delay);
            peers(delay.port(), address, delay);
        }
    }

    private void wire(String figure, DelayProxy delay, long before) {
        figures.add(figure, (bytes(delay) - before) / 1e6);
    }

    private static long bytes(@Nullable DelayProxy delay) {
        return delay == null ? 0 : delay.exchanges().bytesIn() + delay.exchanges().bytesOut();
    }

    /** Runs of their own, whose times don't count: a proxy would take its share of the cores. */
    private void countBytes(int port, int smtp, String address) throws Exception {
        try (DelayProxy proxy = DelayProxy.before(port, 0)) {
            ours(proxy.port(), smtp, address, false, proxy);
            long before = bytes(proxy);
            RawDrain.drain(proxy.port(), address, FOLDERS);
            wire("drain_wire_mb", proxy, before);
            if (!beside.equals("no")) {
                try (SyncPeers peers = SyncPeers.at(proxy.port(), address)) {
                    before = bytes(proxy);
                    peers.mbsync(PATTERNS);
                    wire("mbsync_wire_mb", proxy, before);
                }
                Path library = imapflow();
                if (library != null) {
                    try (SyncPeers peers = SyncPeers.at(proxy.port(), address)) {
                        before = bytes(proxy);
                        peers.imapflow(home.resolve("bench/imapflow.mjs"), library);
                        wire("imapflow_wire_mb", proxy, before);
                    }
                }
            }
        }
    }

    /** @param counts whether times and memory of this run are figures; its octets are wherever there is a proxy */
    private void ours(
            int port, int smtp, String address, boolean counts, @Nullable DelayProxy proxy)
            throws Exception {
        try (BenchApp app = BenchApp.start(home.resolve("rozmowa"), Map.of())) {
            BenchMailbox mailbox = BenchMailbox.connect(app.browser, port, smtp, address);
            List<String> folders = mailbox.suggested();
            coolDown();
            BenchApp.Cpu before = app.cpu();
            long start = System.nanoTime();
            double first;
            double seconds;
            try (MemoryPeak peak = MemoryPeak.of(app)) {
                first = received(app.browser, mailbox, folders);
                seconds = (System.nanoTime() - start) / 1e9;
                if (counts) {
                    figures.add("memory_peak_mb", peak.most() / 1e6);
                }
            }
            if (proxy != null) {
                wire("wire_mb", proxy, 0);
            }
            if (counts) {
                figures.add("first_page_ms", first);
                figures.add("all_s", seconds);
                figures.add("messages_per_s", messages / seconds);
                BenchApp.Cpu after = app.cpu();
                cost("cpu_ms_per_message", before.sum(), after.sum());
                cost("cpu_ms_per_message_app", before.application(), after.application());
                cost("cpu_ms_per_message_postgres", before.database(), after.database());
                figures.add("memory_mb", app.memory().sum() / 1e6);
                figures.add("memory_peak_mb_app", app.highWater() / 1e6);
            }
            mailbox.requireAllSettled();
            BenchMailbox.await(
                    "attachments are there too",
                    Duration.ofMillis(250),
                    () -> mailbox.progress().path("outstandingAttachments").asInt(-1) == 0);
            if (counts) {
                figures.add("with_attachments_s", (System.nanoTime() - start) / 1e9);
                cost("cpu_ms_per_message_with_attachments", before.sum(), app.cpu().sum());
            }
            if (proxy != null) {
                wire("wire_mb_with_attachments", proxy, 0);
            }
        }
    }

    /** @return milliseconds to the first conversations */
    private double received(Browser browser, BenchMailbox mailbox, List<String> folders)
            throws IOException {
        long start = System.nanoTime();
        mailbox.choose(folders);
        BenchMailbox.await(
                "there are conversations",
                Duration.ofMillis(20),
                () ->
                        browser.get("/api/conversations?limit=50").json().path("items").size()
                                >= Math.min(10, messages));
        double first = (System.nanoTime() - start) / 1e6;
        BenchMailbox.await(
                "everything is received", Duration.ofMillis(250), () -> mailbox.hasAll(messages));
        return first;
    }

    private void cost(String figure, Duration before, Duration after) {
        figures.add(figure, (double) after.minus(before).toMillis() / messages);
    }

    private void peers(int port, String address, @Nullable DelayProxy proxy) throws IOException {
        coolDown();
        long before = bytes(proxy);
        long start = System.nanoTime();
        RawDrain.drain(port, address, FOLDERS);
        figures.add("drain_s", (System.nanoTime() - start) / 1e9);
        if (proxy != null) {
            wire("drain_wire_mb", proxy, before);
        }
        if (beside.equals("no")) {
            return;
        }
        try (SyncPeers peers = SyncPeers.at(port, address)) {
            coolDown();
            before = bytes(proxy);
            Programs.Cost fetched = peers.mbsync(PATTERNS);
            if (proxy != null) {
                wire("mbsync_wire_mb", proxy, before);
            }
            peer("mbsync", fetched);
            peer("mbsync_mu", fetched.plus(peers.mu()));
            peer("mbsync_notmuch", fetched.plus(peers.notmuch()));
        }
        Path library = imapflow();
        if (library == null) {
            figures.fact("imapflow_s", null);
        } else {
            try (SyncPeers peers = SyncPeers.at(port, address)) {
                coolDown();
                before = bytes(proxy);
                peer("imapflow", peers.imapflow(home.resolve("bench/imapflow.mjs"), library));
                if (proxy != null) {
                    wire("imapflow_wire_mb", proxy, before);
                }
            }
        }
        if (beside.equals("all")) {
            try (SyncPeers peers = SyncPeers.at(port, address)) {
                coolDown();
                peer("offlineimap", peers.offlineimap());
            }
        }
    }

    private void peer(String name, Programs.Cost cost) {
        System.err.printf("%s: %.2f s, CPU %.2f s%n", name, cost.seconds(), cost.cpuSeconds());
        figures.add(name + "_s", cost.seconds());
        figures.add(name + "_cpu_ms_per_message", cost.cpuSeconds() * 1000 / messages);
    }

    /** Where npm put it; null where it couldn't. */
    private @Nullable Path imapflow() {
        Path folder = home.resolve("target/imapflow");
        return Files.isDirectory(folder.resolve("node_modules/imapflow")) ? folder : null;
    }

    /** With {@code --cold}: nothing of what is about to be read is in memory. Needs root. */
    private void coolDown() throws IOException {
        if (cold) {
            Programs.run(List.of("sync"));
            Files.writeString(Path.of("/proc/sys/vm/drop_caches"), "3\n");
        }
    }

    private void ratios() {
        if (beside.equals("no")) {
            return;
        }
        for (String peer :
                List.of("mbsync_mu", "mbsync_notmuch", "mbsync", "imapflow", "offlineimap")) {
            if (figures.has(peer + "_s")) {
                double ratio = figures.median(peer + "_s") / figures.median("all_s");
                figures.fact("ratio_vs_" + peer, Figures.rounded(ratio));
            }
        }
    }

    /** One more run, not among the figures: a recorder and a statement counter cost something themselves. */
    private void profile(int port, int smtp, String address) throws IOException, SQLException {
        Path file = Path.of(recording).toAbsolutePath();
        Path summary = Path.of(file + ".txt");
        try (BenchApp app = BenchApp.start(home.resolve("rozmowa"), Map.of());
                DelayProxy delay = DelayProxy.before(port, roundTrip);
                PrintStream out = new PrintStream(summary.toFile(), StandardCharsets.UTF_8)) {
            StatementTimes.begin(app, Map.of());
            BenchMailbox mailbox =
                    BenchMailbox.connect(
                            app.browser, roundTrip == 0 ? port : delay.port(), smtp, address);
            List<String> folders = mailbox.suggested();
            StatementTimes.forget(app);
            FlightRecording flight = FlightRecording.start(app, file);
            received(app.browser, mailbox, folders);
            flight.stop();
            flight.tell(out);
            StatementTimes.tell(app, out);
        }
        System.err.println(Files.readString(summary));
        figures.fact("profile", summary.toString());
    }
}

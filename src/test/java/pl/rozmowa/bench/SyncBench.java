package pl.rozmowa.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.Postfix;
import pl.rozmowa.platform.Await;
import pl.rozmowa.platform.Browser;
import tools.jackson.databind.JsonNode;

/**
 * The first synchronisation of a mailbox of a local Dovecot, from „Zakończ” to first conversations and to everything stored,
 * threaded and listed; side by side in each run with mbsync followed by mu, and mbsync followed by notmuch, which store and
 * index the same messages.
 */
final class SyncBench {

    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final int messages;
    private final int runs;
    private final int roundTrip;
    private final boolean beside;
    private final Path home;

    /** @param beside whether the peers run too; without them only our own figures are comparable, with each other */
    private SyncBench(int messages, int runs, int roundTrip, boolean beside, Path home) {
        this.messages = messages;
        this.runs = runs;
        this.roundTrip = roundTrip;
        this.beside = beside;
        this.home = home;
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> options =
                new HashMap<>(
                        Map.of(
                                "--messages",
                                "10000",
                                "--runs",
                                "3",
                                "--rtt",
                                "0",
                                "--peers",
                                "yes"));
        for (int i = 0; i + 1 < args.length; i += 2) {
            if (options.put(args[i], args[i + 1]) == null) {
                throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        new SyncBench(
                        Integer.parseInt(options.get("--messages")),
                        Integer.parseInt(options.get("--runs")),
                        Integer.parseInt(options.get("--rtt")),
                        options.get("--peers").equals("yes"),
                        Path.of(System.getenv("ROZMOWA_HOME")))
                .run();
        System.exit(0);
    }

    private void run() throws Exception {
        Figures figures = new Figures("sync");
        figures.fact("messages", messages);
        figures.fact("runs", runs);
        figures.fact("rtt_ms", roundTrip);
        try (Dovecot dovecot = Dovecot.start();
                Postfix postfix = Postfix.start(dovecot)) {
            String address = dovecot.freshUser("biuro", "debowa.test");
            Path maildir = dovecot.home(address).resolve("Maildir");
            long octets =
                    new MailboxGenerator(7, address, Instant.now().truncatedTo(ChronoUnit.SECONDS))
                            .write(maildir, messages, 30);
            execute(List.of("chown", "-R", "5000:5000", dovecot.home(address).toString()));
            figures.fact("megabytes", octets / 1_000_000);
            warm(dovecot, address);
            try (DelayProxy delay = DelayProxy.before(dovecot.imapPort(), roundTrip)) {
                int port = roundTrip == 0 ? dovecot.imapPort() : delay.port();
                for (int run = 0; run < runs; run++) {
                    ours(port, postfix.submissionPort(), address, figures);
                    if (beside) {
                        peers(port, address, figures);
                    }
                }
            }
        }
        if (beside) {
            figures.fact("ratio_vs_mbsync_mu", ratio(figures, "mbsync_mu_s"));
            figures.fact("ratio_vs_mbsync_notmuch", ratio(figures, "mbsync_notmuch_s"));
            figures.fact("ratio_vs_mbsync", ratio(figures, "mbsync_s"));
        }
        System.out.println(figures.json());
    }

    private static double ratio(Figures figures, String peer) {
        return Math.round(figures.median(peer) / figures.median("all_s") * 100) / 100.0;
    }

    /** Dovecot builds its index at the first sight of a mailbox: that is nobody's merit or fault. */
    private static void warm(Dovecot dovecot, String address) {
        try (var outside = dovecot.outside(address)) {
            for (String folder : List.of("INBOX", "Wys&AUI-ane")) {
                outside.command("SELECT \"" + folder + "\"");
                outside.command("FETCH 1:* (RFC822.SIZE)");
            }
        }
    }

    private void ours(int port, int smtpPort, String address, Figures figures) throws IOException {
        try (BenchApp app = BenchApp.start(home.resolve("rozmowa"), Map.of())) {
            Browser browser = app.browser;
            String account = connect(browser, port, smtpPort, address);
            List<String> folders = folders(browser, account);
            BenchApp.Cpu before = app.cpu();
            long start = System.nanoTime();
            Browser.Answer begun =
                    browser.put(
                            "/api/mail-accounts/" + account + "/folders",
                            Map.of("chosen", folders, "windowDays", 30, "sharing", "project"));
            require(begun);
            poll(
                    Duration.ofMillis(20),
                    () ->
                            browser.get("/api/conversations?limit=50").json().path("items").size()
                                    >= Math.min(10, messages));
            figures.add("first_page_ms", (System.nanoTime() - start) / 1e6);
            poll(Duration.ofMillis(250), () -> isFinished(browser, account));
            double seconds = (System.nanoTime() - start) / 1e9;
            figures.add("all_s", seconds);
            figures.add("messages_per_s", messages / seconds);
            BenchApp.Cpu after = app.cpu();
            figures.add("cpu_ms_per_message", perMessage(before.sum(), after.sum()));
            figures.add(
                    "cpu_ms_per_message_app",
                    perMessage(before.application(), after.application()));
            figures.add(
                    "cpu_ms_per_message_postgres", perMessage(before.database(), after.database()));
            figures.add("memory_mb", app.memory() / 1e6);
            JsonNode progress = browser.get("/api/mail-accounts/" + account + "/progress").json();
            for (JsonNode folder : progress.path("folders")) {
                if (folder.path("failed").asInt() != 0
                        || folder.path("settled").asInt() != folder.path("total").asInt()) {
                    throw new IOException("not everything was received: " + progress);
                }
            }
        }
    }

    private double perMessage(Duration before, Duration after) {
        return (double) after.minus(before).toMillis() / messages;
    }

    private boolean isFinished(Browser browser, String account) {
        JsonNode progress = browser.get("/api/mail-accounts/" + account + "/progress").json();
        return progress.path("finished").asBoolean()
                && progress.path("messages").asInt() >= messages;
    }

    /** Looks as seldom as a page would, so that looking costs little of what is measured. */
    private static void poll(Duration every, BooleanSupplier condition) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("waited in vain");
            }
            LockSupport.parkNanos(every.toNanos());
        }
    }

    private static String connect(Browser browser, int port, int smtpPort, String address)
            throws IOException {
        Map<String, Object> imap =
                Map.of("host", "127.0.0.1", "port", port, "security", "plain", "login", address);
        Map<String, Object> smtp =
                Map.of(
                        "host",
                        "127.0.0.1",
                        "port",
                        smtpPort,
                        "security",
                        "plain",
                        "login",
                        address);
        Browser.Answer begun =
                browser.post(
                        "/api/connection-attempts",
                        Map.of(
                                "address",
                                address,
                                "password",
                                Dovecot.PASSWORD,
                                "provider",
                                "other",
                                "imap",
                                imap,
                                "smtp",
                                smtp,
                                "confirmed",
                                true));
        require(begun);
        String attempt = begun.json().path("id").asString();
        JsonNode done =
                Await.value(
                        "the mailbox is connected",
                        PATIENCE,
                        () -> browser.get("/api/connection-attempts/" + attempt).json(),
                        json -> List.of("done", "failed").contains(json.path("stage").asString()));
        if (!done.path("stage").asString().equals("done")) {
            throw new IOException("could not connect: " + done);
        }
        return done.path("accountId").asString();
    }

    private static List<String> folders(Browser browser, String account) {
        List<String> suggested = new ArrayList<>();
        browser.get("/api/mail-accounts/" + account + "/folders")
                .json()
                .path("suggested")
                .forEach(id -> suggested.add(id.asString()));
        return suggested;
    }

    private void peers(int port, String address, Figures figures) throws IOException {
        Path store = Files.createTempDirectory("rozmowa-bench-peer-");
        try {
            Path settings = store.resolve("mbsyncrc");
            Files.writeString(
                    settings,
                    """
                    FSync no
                    IMAPAccount dovecot
                    Host 127.0.0.1
                    Port %d
                    User %s
                    Pass %s
                    SSLType None
                    AuthMechs LOGIN
                    DisableExtensions COMPRESS=DEFLATE

                    IMAPStore far
                    Account dovecot

                    MaildirStore near
                    Path %s/mail/
                    Inbox %s/mail/INBOX
                    SubFolders Verbatim

                    Channel all
                    Far :far:
                    Near :near:
                    Patterns INBOX "Wys&AUI-ane"
                    Create Near
                    Sync Pull
                    SyncState *
                    CopyArrivalDate yes
                    """
                            .formatted(port, address, Dovecot.PASSWORD, store, store));
            Files.createDirectories(store.resolve("mail"));
            double fetched =
                    timed(store, List.of("mbsync", "-q", "-c", settings.toString(), "all"));
            figures.add("mbsync_s", fetched);
            execute(
                    store,
                    List.of(
                            "mu",
                            "init",
                            "--quiet",
                            "--muhome",
                            store + "/mu",
                            "--maildir",
                            store + "/mail",
                            "--my-address",
                            address));
            double mu = timed(store, List.of("mu", "index", "--quiet", "--muhome", store + "/mu"));
            figures.add("mbsync_mu_s", fetched + mu);
            Path notmuch = store.resolve("notmuchrc");
            Files.writeString(
                    notmuch,
                    "[database]\npath=%s/mail\n[user]\nname=Biuro\nprimary_email=%s\n[new]\ntags=unread;inbox;\nignore=.mbsyncstate;.uidvalidity;\n"
                            .formatted(store, address));
            double indexed =
                    timed(store, List.of("notmuch", "--config=" + notmuch, "new", "--quiet"));
            figures.add("mbsync_notmuch_s", fetched + indexed);
        } finally {
            Files.walkFileTree(store, new BenchApp.Deleting());
        }
    }

    private static double timed(Path folder, List<String> command) throws IOException {
        long start = System.nanoTime();
        execute(folder, command);
        return (System.nanoTime() - start) / 1e9;
    }

    private static void execute(List<String> command) throws IOException {
        execute(Path.of("/tmp"), command);
    }

    private static void execute(Path folder, List<String> command) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .inheritIO()
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command.getFirst() + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void require(Browser.Answer answer) throws IOException {
        if (answer.status() >= 300) {
            throw new IOException(answer.status() + " " + answer.text());
        }
    }
}

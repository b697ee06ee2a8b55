package pl.rozmowa.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.Postfix;
import pl.rozmowa.peers.RawSmtp;

/**
 * From the mail server's 250 for a new message (LMTP) to its row in the DOM of a headless Chromium that shows the inbox, with what happens
 * between: EXISTS at a raw client that listens at the same inbox (the limit), the transaction committed, the live event at a page.
 * One message at a time. Without hibernation Dovecot waits half a second by itself before it tells of new mail, so it is measured with.
 */
final class LatencyBench {

    private static final String MARK = "przybyla";
    private static final String HIBERNATION =
            """
            imap_hibernate_timeout = 1s
            service imap {
              unix_listener imap-master {
                user = $default_internal_user
              }
            }
            service imap-hibernate {
              unix_listener imap-hibernate {
                mode = 0660
                group = $default_internal_group
              }
            }
            """;

    private enum Stage {
        EXISTS,
        COMMITTED,
        LIVE_EVENT,
        BROWSER
    }

    private record Seen(Stage stage, int number, double millis) {}

    private final int messages;
    private final boolean hibernate;
    private final Path home;
    private final Figures figures = new Figures("latency");
    private final BlockingQueue<Seen> news = new ArrayBlockingQueue<>(10_000);

    /** What System.nanoTime() and the machine's clock have between them, in milliseconds. */
    private final double clock = millisNow() - System.nanoTime() / 1e6;

    private LatencyBench(Options options, Path home) {
        this.messages = options.number("--messages");
        this.hibernate = options.text("--hibernate").equals("yes");
        this.home = home;
    }

    public static void main(String[] args) throws Exception {
        Options options =
                Options.of(args, Set.of(), Map.of("--messages", "100", "--hibernate", "yes"));
        new LatencyBench(options, Path.of(System.getenv("ROZMOWA_HOME"))).run();
        System.exit(0);
    }

    private static double millisNow() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1e3 + now.getNano() / 1e6;
    }

    private double millis(long nanos) {
        return nanos / 1e6 + clock;
    }

    private void run() throws Exception {
        figures.fact("messages", messages);
        figures.fact("hibernate", hibernate);
        try (Dovecot dovecot = Dovecot.start(hibernate ? HIBERNATION : "");
                Postfix postfix = Postfix.start(dovecot)) {
            String address = dovecot.freshUser("biuro", "debowa.test");
            for (int i = 0; i < 10; i++) {
                deliver(dovecot, address, "wczesniejsza", i);
            }
            try (BenchApp app =
                    BenchApp.start(
                            home.resolve("rozmowa"),
                            // Dovecot doesn't let a client hibernate that it has to tell of several
                            // folders.
                            Map.of("ROZMOWA_SYNC_NOTIFYEXTENSION", String.valueOf(!hibernate)))) {
                BenchMailbox mailbox =
                        BenchMailbox.connect(
                                app.browser, dovecot.imapPort(), postfix.submissionPort(), address);
                mailbox.choose(mailbox.suggested());
                BenchMailbox.await(
                        "the mailbox is live",
                        Duration.ofMillis(100),
                        () -> mailbox.hasAll(10) && isLive(app, mailbox));
                measure(dovecot, address, app);
            }
        }
        System.out.println(figures.json());
    }

    private static boolean isLive(BenchApp app, BenchMailbox mailbox) {
        return app.browser.get("/api/mail-accounts").text().contains("\"live\"")
                && !mailbox.id().isEmpty();
    }

    private void measure(Dovecot dovecot, String address, BenchApp app) throws Exception {
        Process page =
                new ProcessBuilder(
                                "node",
                                home.resolve("web/e2e/arrivals.mjs").toString(),
                                "http://127.0.0.1:" + app.port(),
                                "hanna@debowa.test",
                                Dovecot.PASSWORD,
                                MARK)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (IdleListener limit =
                        IdleListener.at(
                                dovecot.imapPort(), address, nanos -> tell(Stage.EXISTS, nanos));
                CommitListener commits =
                        CommitListener.of(
                                app,
                                (nanos, text) -> {
                                    if (CommitListener.isOfConversation(text)) {
                                        tell(Stage.COMMITTED, nanos);
                                    }
                                });
                InputStream live = app.browser.stream("/api/live")) {
            Thread.ofVirtual().start(() -> readLive(live));
            BufferedReader shown = page.inputReader(StandardCharsets.UTF_8);
            if (!"ready".equals(shown.readLine())) {
                throw new IOException("the browser did not come to the inbox");
            }
            Thread.ofVirtual().start(() -> readPage(shown));
            Random random = new Random(11);
            for (int i = 0; i < messages; i++) {
                // Long enough that Dovecot hibernates again, and never in step with anything.
                LockSupport.parkNanos(
                        TimeUnit.MILLISECONDS.toNanos(
                                (hibernate ? 2_500 : 300) + random.nextInt(700)));
                one(dovecot, address, i);
            }
        } finally {
            page.getOutputStream().close();
            if (!page.waitFor(10, TimeUnit.SECONDS)) {
                page.destroyForcibly();
            }
        }
        for (Stage stage : Stage.values()) {
            String name = stage.name().toLowerCase(java.util.Locale.ROOT);
            for (int percent : new int[] {50, 90, 99, 100}) {
                figures.fact(
                        name + "_p" + percent + "_ms",
                        Figures.rounded(figures.percentile(name + "_ms", percent)));
            }
        }
    }

    private void one(Dovecot dovecot, String address, int number) throws Exception {
        news.clear();
        double accepted = deliver(dovecot, address, MARK, number);
        ConcurrentMap<Stage, Double> seen = new ConcurrentHashMap<>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (seen.size() < Stage.values().length) {
            Seen next = news.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new IOException("message " + number + " was seen only as " + seen);
            }
            if (next.stage() != Stage.BROWSER || next.number() == number) {
                seen.putIfAbsent(next.stage(), next.millis());
            }
        }
        List<String> line = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            double millis = seen.getOrDefault(stage, Double.NaN) - accepted;
            figures.add(stage.name().toLowerCase(java.util.Locale.ROOT) + "_ms", millis);
            line.add("%s %.1f".formatted(stage, millis));
        }
        System.err.println(number + ": " + String.join(", ", line));
    }

    /** @return when the server said 250 */
    private static double deliver(Dovecot dovecot, String address, String mark, int number) {
        try (RawSmtp lmtp = RawSmtp.lmtp(dovecot.lmtpPort())) {
            String text =
                    SmallMail.text(mark, address, number, Instant.now())
                            .replace(
                                    "Subject: Zamowienie " + mark + " " + number,
                                    "Subject: " + mark + "-" + number);
            lmtp.send("jan@klient.example", List.of(address), text);
            return millisNow();
        }
    }

    private void tell(Stage stage, long nanos) {
        news.add(new Seen(stage, -1, millis(nanos)));
    }

    private void readLive(InputStream live) {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(live, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.contains("conversation")) {
                    tell(Stage.LIVE_EVENT, System.nanoTime());
                }
            }
        } catch (IOException e) {
            System.err.println("the stream of live events ended: " + e.getMessage());
        }
    }

    private void readPage(BufferedReader shown) {
        try (shown) {
            for (String line = shown.readLine(); line != null; line = shown.readLine()) {
                String[] words = line.split(" ");
                news.add(
                        new Seen(
                                Stage.BROWSER,
                                Integer.parseInt(words[0]),
                                Double.parseDouble(words[1])));
            }
        } catch (IOException e) {
            System.err.println("the browser ended: " + e.getMessage());
        }
    }
}

package pl.rozmowa.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import pl.rozmowa.bench.Exchanges.Exchange;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.Postfix;
import tools.jackson.databind.JsonNode;

/**
 * What looking costs when nothing changed: octets and round trips from the end of one listening to the beginning of the next, counted between
 * the application and a Dovecot with CONDSTORE. Two mailboxes: one whose inbox holds many messages (and Sent), one with ten folders. Beside
 * them mbsync, which fetched the same before.
 */
final class PollBench {

    private static final int SMALL = 100;
    private static final List<String> FURTHER =
            List.of("Archiwum", "Klienci", "Faktury", "Oferty", "Umowy", "Targi", "Prasa", "Sklep");

    private final int messages;
    private final int cycles;
    private final int every;
    private final Path home;
    private final Figures figures = new Figures("poll");

    private PollBench(Options options, Path home) {
        this.messages = options.number("--messages");
        this.cycles = options.number("--cycles");
        this.every = options.number("--every");
        this.home = home;
    }

    public static void main(String[] args) throws Exception {
        Options options =
                Options.of(
                        args,
                        Set.of(),
                        Map.of("--messages", "50000", "--cycles", "6", "--every", "8"));
        new PollBench(options, Path.of(System.getenv("ROZMOWA_HOME"))).run();
        System.exit(0);
    }

    private record Watched(String name, String address, DelayProxy proxy, BenchMailbox mailbox) {}

    private void run() throws Exception {
        figures.fact("messages", messages);
        figures.fact("cycles", cycles);
        figures.fact("poll_every_s", every);
        try (Dovecot dovecot = Dovecot.start();
                Postfix postfix = Postfix.start(dovecot);
                DelayProxy large = DelayProxy.before(dovecot.imapPort(), 0);
                DelayProxy wide = DelayProxy.before(dovecot.imapPort(), 0)) {
            String one = largeMailbox(dovecot);
            String ten = wideMailbox(dovecot);
            try (BenchApp app =
                    BenchApp.start(
                            home.resolve("rozmowa"), Map.of("ROZMOWA_SYNC_POLL", every + "s"))) {
                int smtp = postfix.submissionPort();
                List<Watched> both =
                        List.of(
                                watched("inbox_large", app, large, smtp, one),
                                watched("ten_folders", app, wide, smtp, ten));
                both.get(0).mailbox().choose(both.get(0).mailbox().suggested());
                both.get(1).mailbox().choose(all(app, both.get(1).mailbox()));
                received(both.get(0), messages + SMALL);
                received(both.get(1), 10 * SMALL);
                for (Watched each : both) {
                    count(each);
                }
            }
            mbsync(dovecot, "inbox_large", one, "INBOX \"Wys&AUI-ane\"");
            mbsync(
                    dovecot,
                    "ten_folders",
                    ten,
                    "INBOX \"Wys&AUI-ane\" " + String.join(" ", FURTHER));
        }
        System.out.println(figures.json());
    }

    private String largeMailbox(Dovecot dovecot) throws IOException {
        String address = dovecot.freshUser("biuro", "debowa.test");
        Path maildir = dovecot.home(address).resolve("Maildir");
        SmallMail.write(maildir, address, messages, 29);
        SmallMail.write(maildir.resolve(".Wys&AUI-ane"), address, SMALL, 29);
        return own(dovecot, address);
    }

    private String wideMailbox(Dovecot dovecot) throws IOException {
        String address = dovecot.freshUser("sklep", "debowa.test");
        Path maildir = dovecot.home(address).resolve("Maildir");
        SmallMail.write(maildir, address, SMALL, 29);
        SmallMail.write(maildir.resolve(".Wys&AUI-ane"), address, SMALL, 29);
        for (String folder : FURTHER) {
            SmallMail.write(maildir.resolve("." + folder), address, SMALL, 29);
        }
        return own(dovecot, address);
    }

    private static String own(Dovecot dovecot, String address) throws IOException {
        Programs.run(List.of("chown", "-R", "5000:5000", dovecot.home(address).toString()));
        return address;
    }

    private static Watched watched(
            String name, BenchApp app, DelayProxy proxy, int smtp, String address)
            throws IOException {
        return new Watched(
                name,
                address,
                proxy,
                BenchMailbox.connect(app.browser, proxy.port(), smtp, address));
    }

    private static List<String> all(BenchApp app, BenchMailbox mailbox) {
        List<String> ids = new ArrayList<>();
        Set<String> wanted = Set.of("inbox", "sent", "archive", "other");
        for (JsonNode folder :
                app.browser
                        .get("/api/mail-accounts/" + mailbox.id() + "/folders")
                        .json()
                        .path("items")) {
            if (wanted.contains(folder.path("role").asString())) {
                ids.add(folder.path("id").asString());
            }
        }
        return ids;
    }

    private static void received(Watched each, int messages) throws IOException {
        BenchMailbox.await(
                each.name() + " is received",
                Duration.ofMillis(500),
                () -> each.mailbox().hasAll(messages));
        each.mailbox().requireAllSettled();
        System.err.println(each.name() + ": received");
    }

    /**
     * The first two may still belong to the first reading. Where the server tells of everything by itself there may be no looks at all: then
     * the time is bounded, and what passed in it is the figure.
     */
    private void count(Watched each) {
        int former = looks(each.proxy()).size();
        Exchanges exchanges = each.proxy().exchanges();
        long bytes = exchanges.bytesIn() + exchanges.bytesOut();
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(Math.max(60, (cycles + 2) * every * 3L));
        while (looks(each.proxy()).size() < former + cycles + 2 && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }
        List<List<Exchange>> all = looks(each.proxy());
        List<List<Exchange>> counted =
                all.subList(
                        Math.min(all.size(), Math.max(former, all.size() - cycles)), all.size());
        figures.fact(each.name() + "_looks", counted.size());
        figures.fact(
                each.name() + "_bytes_a_minute",
                Figures.rounded(
                        (exchanges.bytesIn() + exchanges.bytesOut() - bytes)
                                * 60e9
                                / (System.nanoTime() - start)));
        for (List<Exchange> look : counted) {
            tell(each.name(), look);
            figures.add(
                    each.name() + "_poll_bytes", look.stream().mapToLong(Exchange::bytes).sum());
            figures.add(each.name() + "_poll_round_trips", look.size());
            sum(each.name() + "_open", look, "EXAMINE", "SELECT", "NOOP");
            sum(each.name() + "_counters", look, "STATUS", "LIST", "FETCH", "SEARCH");
        }
    }

    private void sum(String figure, List<Exchange> look, String... verbs) {
        List<Exchange> with =
                look.stream().filter(exchange -> says(exchange, List.of(verbs))).toList();
        figures.add(figure + "_bytes", with.stream().mapToLong(Exchange::bytes).sum());
        figures.add(figure + "_round_trips", with.size());
    }

    private static boolean says(Exchange exchange, List<String> verbs) {
        String request = exchange.request().toUpperCase(Locale.ROOT);
        return verbs.stream().anyMatch(request::contains);
    }

    private static void tell(String name, List<Exchange> look) {
        System.err.println(name + ":");
        for (Exchange exchange : look) {
            String request = exchange.request().strip().replace("\r\n", " ⏎ ");
            System.err.printf("  %5d out %6d in  %s%n", exchange.out(), exchange.in(), request);
        }
    }

    /** Of the connection that listens, what passed from each DONE up to the one before the next. */
    private static List<List<Exchange>> looks(DelayProxy proxy) {
        List<List<Exchange>> looks = new ArrayList<>();
        for (Exchanges.Connection connection : proxy.exchanges().connections()) {
            List<Exchange> open = null;
            List<List<Exchange>> own = new ArrayList<>();
            for (Exchange exchange : connection.all()) {
                if (exchange.request().toUpperCase(Locale.ROOT).startsWith("DONE")) {
                    if (open != null) {
                        own.add(open);
                    }
                    open = new ArrayList<>();
                }
                if (open != null) {
                    open.add(exchange);
                }
            }
            if (own.size() > looks.size()) {
                looks = own;
            }
        }
        return looks;
    }

    private void mbsync(Dovecot dovecot, String name, String address, String patterns)
            throws IOException {
        try (DelayProxy proxy = DelayProxy.before(dovecot.imapPort(), 0);
                SyncPeers peers = SyncPeers.at(proxy.port(), address)) {
            peers.mbsync(patterns);
            for (int i = 0; i < cycles; i++) {
                long bytes = proxy.exchanges().bytesIn() + proxy.exchanges().bytesOut();
                long trips = proxy.exchanges().roundTrips();
                Programs.Cost cost = peers.mbsync(patterns);
                figures.add("mbsync_" + name + "_s", cost.seconds());
                figures.add(
                        "mbsync_" + name + "_bytes",
                        proxy.exchanges().bytesIn() + proxy.exchanges().bytesOut() - bytes);
                figures.add(
                        "mbsync_" + name + "_round_trips", proxy.exchanges().roundTrips() - trips);
            }
        }
    }
}

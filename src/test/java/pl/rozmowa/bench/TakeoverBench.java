package pl.rozmowa.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import pl.rozmowa.bench.Differences.Kind;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.RawImap;
import pl.rozmowa.platform.DatabaseAddress;
import pl.rozmowa.platform.RunningPostgres;

/**
 * Two nodes over one PostgreSQL with many mailboxes. One is killed, later the other is frozen and woken: how long until the mailboxes are
 * worked by the one that is left, that a submission under way is handed over once, and that nothing is lost or doubled.
 */
final class TakeoverBench {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final int mailboxes;
    private final Path home;
    private final String url;
    private final Dovecot dovecot;
    private final SmtpSink sink;
    private final List<String> addresses = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();
    private final Figures figures = new Figures("takeover");
    private final List<String> recipients = new ArrayList<>();
    private int number;

    private TakeoverBench(int mailboxes, Path home, String url, Dovecot dovecot, SmtpSink sink) {
        this.mailboxes = mailboxes;
        this.home = home;
        this.url = url;
        this.dovecot = dovecot;
        this.sink = sink;
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>(Map.of("--mailboxes", "100"));
        for (int i = 0; i + 1 < args.length; i += 2) {
            if (options.put(args[i], args[i + 1]) == null) {
                throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        DatabaseAddress database = RunningPostgres.freshDatabase();
        String url =
                database.url() + "&user=" + database.user() + "&password=" + database.password();
        try (Dovecot dovecot = Dovecot.start();
                SmtpSink sink = new SmtpSink()) {
            new TakeoverBench(
                            Integer.parseInt(options.getOrDefault("--mailboxes", "")),
                            Path.of(System.getenv("ROZMOWA_HOME")),
                            url,
                            dovecot,
                            sink)
                    .run();
        }
        System.exit(0);
    }

    private void run() throws Exception {
        Path folder = Files.createTempDirectory("rozmowa-takeover-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        System.err.println("consoles of the nodes: " + folder);
        figures.fact("mailboxes", mailboxes);
        try (AppProcess first = node(folder, "first");
                AppProcess second = node(folder, "second")) {
            first.start();
            first.setUp();
            connectAll(first, folder.resolve("data").resolve("blobs"));
            second.start();
            second.awaitReady();
            killed(first);
            first.start();
            first.awaitReady();
            frozen(first, second);
            compare();
        }
        System.out.println(figures.json());
    }

    private AppProcess node(Path folder, String name) throws IOException {
        return new AppProcess(
                List.of(home.resolve("rozmowa").toString(), "start"),
                folder.resolve("data"),
                folder.resolve("console-" + name),
                Map.of(
                        "ROZMOWA_DATABASE_URL",
                        url,
                        "ROZMOWA_SYNC_POLL",
                        "5s",
                        "ROZMOWA_KEY_FILE",
                        folder.resolve("key").toString()));
    }

    private void connectAll(AppProcess app, Path blobs) throws Exception {
        for (int i = 0; i < mailboxes; i++) {
            String address = dovecot.freshUser("biuro", "debowa.test");
            addresses.add(address);
            append(address);
            String account =
                    app.connect(address, Dovecot.PASSWORD, dovecot.imapPort(), sink.port());
            app.choose(account, List.of("INBOX", "Wysłane"));
            comparisons.add(
                    new Comparison(
                            () -> dovecot.outside(address),
                            UUID.fromString(account),
                            blobs,
                            Instant.now().minus(Duration.ofDays(30))));
        }
        until(
                "all mailboxes are live",
                () -> count("select count(*) from mail_account where state = 'live'") == mailboxes);
        System.err.println(mailboxes + " mailboxes are live");
    }

    private void append(String address) {
        try (RawImap imap = dovecot.outside(address)) {
            imap.append("INBOX", message(address, ++number));
        }
    }

    private static String message(String address, int number) {
        return """
        From: Ola Brzask <ola@brzask.example>
        To: <%s>
        Date: Tue, 24 Nov 2026 10:00:00 +0000
        Message-ID: <t%d@brzask.example>
        Subject: Zapytanie %d

        Ile kosztuje?
        """
                .formatted(address, number, number);
    }

    private void killed(AppProcess victim) throws Exception {
        List<String> replies = heldReplies(victim, "killed");
        Map<UUID, Long> before = epochs();
        figures.fact("killed_held", before.size());
        long begun = System.nanoTime();
        victim.kill();
        takenOver("killed", begun, before);
        sentByTheOther("killed", begun, replies.getFirst());
    }

    private void frozen(AppProcess other, AppProcess victim) throws Exception {
        Owner.signIn(victim.browser()); // who takes a reply in mostly hands it over
        List<String> replies = heldReplies(victim, "frozen");
        Map<UUID, Long> before = epochs();
        figures.fact("frozen_held", before.size());
        long begun = System.nanoTime();
        victim.signal("STOP");
        takenOver("frozen", begun, before);
        sentByTheOther("frozen", begun, replies.getFirst());
        Map<UUID, Long> after = epochs();
        victim.signal("CONT");
        for (String reply : replies) {
            Objects.requireNonNull(sink.held(reply)).released().countDown();
        }
        addresses.forEach(this::append);
        until("what came after it woke is there", this::isAllThere);
        CrashRun.pause(30_000);
        figures.fact("leases_changed_after_waking", changed(after, epochs()));
        if (!other.isAlive() || !victim.isAlive()) {
            throw new IOException("a node ended by itself");
        }
    }

    /** Every lease is in force under a later epoch, and what was appended meanwhile is here. */
    private void takenOver(String how, long begun, Map<UUID, Long> before) throws Exception {
        addresses.forEach(this::append);
        until("every lease is taken over", () -> changed(before, epochs()) == mailboxes);
        figures.fact(how + "_leases_s", seconds(begun));
        until("every mailbox is worked by the other", this::isAllThere);
        figures.fact(how + "_worked_s", seconds(begun));
        System.err.println(how + ": every mailbox is worked after " + seconds(begun) + " s");
    }

    /** Leases in force, with their epochs. */
    private Map<UUID, Long> epochs() throws SQLException {
        Map<UUID, Long> epochs = new HashMap<>();
        try (Connection open = DriverManager.getConnection(url);
                PreparedStatement statement =
                        open.prepareStatement(
                                "select account_id, epoch from account_lease where until > now()");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                epochs.put(rows.getObject(1, UUID.class), rows.getLong(2));
            }
        }
        return epochs;
    }

    private static int changed(Map<UUID, Long> before, Map<UUID, Long> after) {
        int changed = 0;
        for (Map.Entry<UUID, Long> entry : after.entrySet()) {
            changed += entry.getValue().equals(before.get(entry.getKey())) ? 0 : 1;
        }
        return changed;
    }

    /**
     * Two answers that the victim has under way: to {@code przed…}, whose recipient is not accepted yet, and to {@code po…}, whose final
     * dot is sent and not answered. What the other node took up instead is let through.
     */
    private List<String> heldReplies(AppProcess victim, String how) throws Exception {
        List<String> replies = new ArrayList<>();
        for (String kind : List.of("przed", "po")) {
            for (int i = 0; replies.size() < (kind.equals("przed") ? 1 : 2); i++) {
                String recipient = kind + "." + how + "." + i + "@brzask.example";
                reply(victim, i, recipient);
                until(recipient + " is being written to", () -> sink.held(recipient) != null);
                SmtpSink.Held held = Objects.requireNonNull(sink.held(recipient));
                recipients.add(recipient);
                if (PortOwner.holds(victim.pid(), held.remotePort())) {
                    replies.add(recipient);
                } else {
                    held.released().countDown();
                }
            }
        }
        return replies;
    }

    private void reply(AppProcess through, int mailbox, String recipient) throws Exception {
        try (Connection open = DriverManager.getConnection(url);
                PreparedStatement statement =
                        open.prepareStatement(
                                """
                                select e.conversation_id, e.id
                                from email e join mail_account a on a.project_id = e.project_id and a.id = e.account_id
                                where a.address = ? and e.direction = 'in' order by e.at limit 1
                                """)) {
            statement.setString(1, addresses.get(mailbox % addresses.size()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Owner.require(
                        through.browser()
                                .post(
                                        "/api/conversations/" + row.getString(1) + "/replies",
                                        Map.of(
                                                "idempotencyKey",
                                                recipient,
                                                "emailId",
                                                row.getString(2),
                                                "to",
                                                List.of(
                                                        Map.of(
                                                                "name",
                                                                "Ola Brzask",
                                                                "email",
                                                                recipient)),
                                                "subject",
                                                "Re: Zapytanie",
                                                "html",
                                                "<p>Sto złotych.</p>",
                                                "includeQuote",
                                                false)));
            }
        }
    }

    /** The one that can't have been handed over yet is handed over by the other node. */
    private void sentByTheOther(String how, long begun, String recipient) throws Exception {
        until("the other node has sent it", () -> sink.taken(recipient) > 0);
        figures.fact(how + "_submission_s", seconds(begun));
    }

    private boolean isAllThere() throws SQLException {
        return count(
                        "select count(*) from email_placement p join folder f on f.project_id = p.project_id and f.id = p.folder_id where p.state = 'fetched' and f.role = 'inbox'")
                == expected();
    }

    private int expected() {
        int all = 0;
        for (String address : addresses) {
            try (RawImap imap = dovecot.outside(address)) {
                all += imap.flags("INBOX").size();
            }
        }
        return all;
    }

    private void compare() throws Exception {
        int lost = 0;
        int doubled = 0;
        int other = 0;
        try (Connection open = DriverManager.getConnection(url)) {
            for (Comparison comparison : comparisons) {
                Differences differences = comparison.full(open);
                lost += differences.count(Kind.LOST);
                doubled += differences.count(Kind.DOUBLED);
                other += differences.isNone() ? 0 : 1;
                if (!differences.isNone()) {
                    System.err.println(differences);
                }
            }
        }
        int twice = 0;
        int notSent = 0;
        for (String recipient : recipients) {
            twice += Math.max(0, sink.taken(recipient) - 1);
            notSent += sink.taken(recipient) == 0 ? 1 : 0;
        }
        figures.fact("submissions", recipients.size());
        figures.fact("sent_twice", twice);
        figures.fact("not_sent", notSent);
        figures.fact("lost", lost);
        figures.fact("doubled", doubled);
        figures.fact("mailboxes_that_differ", other);
    }

    private int count(String sql) throws SQLException {
        try (Connection open = DriverManager.getConnection(url);
                PreparedStatement statement = open.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void until(String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("waited in vain until " + what);
            }
            CrashRun.pause(100);
        }
    }

    private static double seconds(long begun) {
        return Math.round((System.nanoTime() - begun) / 1e8) / 10.0;
    }
}

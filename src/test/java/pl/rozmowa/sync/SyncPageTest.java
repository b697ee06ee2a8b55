package pl.rozmowa.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.peers.RawImap;
import pl.rozmowa.platform.AppTest;
import pl.rozmowa.platform.Await;
import pl.rozmowa.platform.Browser;
import pl.rozmowa.platform.Ids;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Secrets;
import tools.jackson.databind.JsonNode;

/** The sync page against a real Dovecot: what it shows, and that what is asked there is done. */
class SyncPageTest extends AppTest {

    private static final String SENT = "Wys&AUI-ane";
    private static final String PASSWORD = "sezam-otwiera-drzwi";
    private static final String HASH =
            new Argon2PasswordEncoder(16, 32, 1, 1024, 1).encode(PASSWORD);
    private static final DateTimeFormatter IMAP_DATE =
            DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss Z", Locale.ENGLISH);

    @Autowired private Secrets secrets;
    @Autowired private LiveUpdates live;
    @Autowired private TransactionTemplate transactions;
    private SyncedMailbox mailbox;
    private Browser hanna;

    @BeforeEach
    void connect() {
        mailbox = new SyncedMailbox(jdbc, this::changed);
        mailbox.connect(secrets);
        hanna = signedIn("p-" + mailbox.address);
    }

    private void changed(UUID project, UUID account) {
        transactions.executeWithoutResult(_ -> live.publish(LiveEvent.ofAccount(project, account)));
    }

    /** The application is shared: nothing may go on working behind the next test's back. */
    @AfterEach
    void disconnect() {
        jdbc.sql(
                        "update mail_account set held_by = null, state = 'needs_sign_in' where project_id = ? and state = 'on_hold'")
                .param(mailbox.project)
                .update();
        mailbox.rest("disconnected");
    }

    @Test
    void each_folder_says_how_many_the_server_has_in_the_window_and_how_many_are_here() {
        try (RawImap imap = mailbox.outside()) {
            append(imap, "INBOX", 3, 1);
            append(imap, "INBOX", 2, 2);
            append(imap, "INBOX", 90, 3);
            append(imap, SENT, 1, 4);
        }
        mailbox.begin();
        mailbox.awaitLive();

        JsonNode inbox = folder(status(), "inbox");
        assertThat(inbox.path("state").asString()).isEqualTo("up_to_date");
        assertThat(inbox.path("server").asInt()).isEqualTo(2);
        assertThat(inbox.path("here").asInt()).isEqualTo(2);
        assertThat(inbox.path("agree").asBoolean()).isTrue();
        assertThat(inbox.path("details").path("serverTotal").asInt()).isEqualTo(3);
        assertThat(inbox.path("lastSuccess").isNull()).isFalse();
        assertThat(folder(status(), "sent").path("server").asInt()).isEqualTo(1);

        try (RawImap imap = mailbox.outside()) {
            append(imap, "INBOX", 0, 5);
        }
        Await.until(
                "both counts follow",
                () -> {
                    JsonNode now = folder(status(), "inbox");
                    return now.path("server").asInt() == 3 && now.path("agree").asBoolean();
                });
    }

    @Test
    void a_message_that_was_set_aside_is_shown_looked_at_downloaded_and_tried_again() {
        try (RawImap imap = mailbox.outside()) {
            append(imap, "INBOX", 2, 1);
            append(imap, "INBOX", 1, 2);
        }
        mailbox.begin();
        mailbox.awaitLive();
        mailbox.rest("needs_sign_in");
        setAside(1);
        setAside(2);
        mailbox.begin();
        mailbox.awaitLive();

        JsonNode status = status();
        assertThat(status.path("quarantine").path("total").asInt()).isEqualTo(2);
        JsonNode item = status.path("quarantine").path("items").get(1);
        assertThat(item.path("reason").asString()).isEqualTo("cannot_parse");
        assertThat(item.path("attempts").asInt()).isEqualTo(3);
        assertThat(folder(status, "inbox").path("failed").asInt()).isEqualTo(2);
        assertThat(folder(status, "inbox").path("agree").asBoolean()).isFalse();

        Browser.Answer beginning = hanna.get(path(item) + "/beginning");
        assertThat(beginning.status()).isEqualTo(200);
        assertThat(beginning.json().path("text").asString()).contains("Subject: Oferta 1");
        assertThat(beginning.json().path("cut").asBoolean()).isFalse();
        Browser.Answer source = hanna.get(path(item) + "/source");
        assertThat(source.text()).isEqualTo(message(1));
        assertThat(source.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment;")
                .contains(".eml");

        assertThat(hanna.post(path(item) + "/retry", Map.of()).status()).isEqualTo(202);
        Await.until("that one is received", () -> placement(1).equals("fetched"));
        assertThat(placement(2)).isEqualTo("failed");
        assertThat(hanna.post(base() + "/quarantine/retry", Map.of()).status()).isEqualTo(202);
        Await.until("the other one too", () -> placement(2).equals("fetched"));
        Await.until(
                "nothing is set aside any more and the counts agree",
                () ->
                        status().path("quarantine").path("total").asInt() == 0
                                && folder(status(), "inbox").path("agree").asBoolean());
    }

    @Test
    void the_source_of_a_message_that_left_the_server_is_said_to_be_gone() {
        mailbox.begin();
        mailbox.awaitLive();
        long validity =
                jdbc.sql(
                                "select uid_validity from folder_cursor where project_id = ? and folder_id = ?")
                        .params(mailbox.project, mailbox.inbox)
                        .query(Long.class)
                        .single();
        assertThat(post("/pause").status()).isEqualTo(200);
        jdbc.sql(
                        """
                        insert into email_placement (project_id, folder_id, uid_validity, uid, state, failure, attempts, failed_at)
                        values (?, ?, ?, 77, 'failed', 'server_silent', 1, now())
                        """)
                .params(mailbox.project, mailbox.inbox, validity)
                .update();
        JsonNode item = status().path("quarantine").path("items").get(0);
        assertThat(hanna.get(path(item) + "/beginning").code()).isEqualTo("gone_from_server");
        assertThat(hanna.get(path(item) + "/source").code()).isEqualTo("gone_from_server");
    }

    @Test
    void fetching_again_brings_back_what_was_lost_here_and_what_lies_before_the_window() {
        try (RawImap imap = mailbox.outside()) {
            append(imap, "INBOX", 300, 1);
            append(imap, "INBOX", 60, 2);
            append(imap, "INBOX", 2, 3);
            append(imap, "INBOX", 1, 4);
        }
        mailbox.begin();
        mailbox.awaitLive();
        assertThat(mailbox.placements(mailbox.inbox)).containsOnlyKeys(3L, 4L);
        mailbox.rest("needs_sign_in");
        jdbc.sql("delete from email_placement where project_id = ? and folder_id = ? and uid = 3")
                .params(mailbox.project, mailbox.inbox)
                .update();
        setAside(4);
        mailbox.begin();
        mailbox.awaitLive();
        assertThat(folder(status(), "inbox").path("agree").asBoolean()).isFalse();

        String since = LocalDate.now(ZoneOffset.UTC).minusDays(100).toString();
        assertThat(fetchAgain(Map.of("since", since)).status()).isEqualTo(202);
        Await.value(
                "all since that day are there, the older one isn't",
                () -> mailbox.placements(mailbox.inbox),
                placements ->
                        placements.keySet().equals(Set.of(2L, 3L, 4L))
                                && placements.values().stream()
                                        .allMatch(state -> state.startsWith("fetched")));
        JsonNode inbox =
                Await.value(
                        "the request is done",
                        () -> folder(status(), "inbox"),
                        folder ->
                                folder.path("askedAt").isNull()
                                        && folder.path("agree").asBoolean());
        assertThat(inbox.path("windowSince").asString()).isEqualTo(since);
        assertThat(inbox.path("server").asInt()).isEqualTo(3);
        assertThat(mailbox.count("select count(*) from email where project_id = ?")).isEqualTo(3);
    }

    @Test
    void what_was_fetched_from_before_the_window_stays_when_the_server_numbers_the_folder_anew() {
        UUID clients = mailbox.follow("Klienci");
        try (RawImap imap = mailbox.outside()) {
            imap.command("CREATE Klienci");
            append(imap, "Klienci", 60, 1);
            append(imap, "Klienci", 2, 2);
            mailbox.begin();
            mailbox.awaitLive();
            String since = LocalDate.now(ZoneOffset.UTC).minusDays(100).toString();
            assertThat(fetchAgain(Map.of("since", since, "folderId", clients)).status())
                    .isEqualTo(202);
            Await.until("both are there", () -> mailbox.placements(clients).size() == 2);

            imap.command("RENAME Klienci Dawni");
            imap.command("CREATE Klienci");
            imap.command("SELECT Dawni");
            imap.command("UID COPY 1:* Klienci");
        }
        Await.until(
                "both are recognised under their new numbers",
                () ->
                        mailbox.placements(clients).size() == 2
                                && mailbox.count(
                                                "select count(distinct uid_validity) from email_placement where project_id = ? and folder_id = ? and state = 'fetched'",
                                                clients)
                                        == 1
                                && mailbox.count(
                                                "select count(*) from email_placement where project_id = ? and folder_id = ? and state = 'gone'",
                                                clients)
                                        == 2);
        assertThat(
                        mailbox.count(
                                "select count(*) from email where project_id = ? and removed_at is null"))
                .isEqualTo(2);
    }

    @Test
    void one_folder_alone_can_be_asked_for_while_nobody_reads_and_is_read_afterwards() {
        try (RawImap imap = mailbox.outside()) {
            append(imap, "INBOX", 60, 1);
            append(imap, SENT, 60, 2);
        }
        mailbox.begin();
        mailbox.awaitLive();
        assertThat(post("/pause").status()).isEqualTo(200);
        String since = LocalDate.now(ZoneOffset.UTC).minusDays(70).toString();
        assertThat(fetchAgain(Map.of("since", since, "folderId", mailbox.sent)).status())
                .isEqualTo(202);
        assertThat(folder(status(), "sent").path("askedSince").asString()).isEqualTo(since);
        assertThat(folder(status(), "inbox").path("askedAt").isNull()).isTrue();
        assertThat(post("/resume").status()).isEqualTo(200);
        Await.until("it is read", () -> mailbox.placements(mailbox.sent).size() == 1);
        assertThat(mailbox.placements(mailbox.inbox)).isEmpty();
    }

    @Test
    void a_day_in_the_future_or_more_than_ten_years_back_is_refused() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        mailbox.enter("needs_sign_in");
        for (String since :
                new String[] {
                    today.plusDays(3).toString(),
                    today.minusYears(10).minusDays(3).toString(),
                    "wczoraj",
                    ""
                }) {
            Browser.Answer answer = fetchAgain(Map.of("since", since));
            assertThat(answer.status()).as(since).isEqualTo(400);
            assertThat(answer.json().path("args").path("field").asString()).isEqualTo("since");
        }
        assertThat(fetchAgain(Map.of("since", today.minusYears(10).toString())).status())
                .isEqualTo(202);
    }

    @Test
    void a_pause_ends_the_session_at_once_and_resuming_catches_up() {
        mailbox.begin();
        mailbox.awaitLive();
        Browser.Answer paused = post("/pause");
        assertThat(paused.status()).isEqualTo(200);
        assertThat(paused.json().path("state").asString()).isEqualTo("on_hold");
        assertThat(paused.json().path("heldBy").asString()).isEqualTo("Hanna Wrzos");
        assertThat(post("/pause").status()).isEqualTo(200);
        awaitNobody();
        try (RawImap imap = mailbox.outside()) {
            append(imap, "INBOX", 0, 1);
        }
        // What another node's engine, or a session that ends late, says doesn't end the pause.
        changed(mailbox.project, mailbox.account);
        assertThat(mailbox.state()).isEqualTo("on_hold");
        assertThat(mailbox.placements(mailbox.inbox)).isEmpty();
        assertThat(status().path("heldBy").asString()).isEqualTo("Hanna Wrzos");

        assertThat(post("/resume").json().path("state").asString()).isEqualTo("backfilling");
        mailbox.awaitLive();
        Await.until("it caught up", () -> mailbox.placements(mailbox.inbox).size() == 1);
    }

    @Test
    void a_pause_in_the_middle_of_the_first_reading_leaves_nothing_half_and_goes_on_after(
            @Autowired DataSource database) throws SQLException {
        try (RawImap imap = mailbox.outside()) {
            for (int i = 0; i < 120; i++) {
                append(imap, "INBOX", i % 20, i);
            }
        }
        try (Connection lock = database.getConnection()) {
            lock.setAutoCommit(false);
            try (PreparedStatement folder =
                    lock.prepareStatement("select 1 from folder where id = ? for update")) {
                folder.setObject(1, mailbox.inbox);
                folder.execute();
            }
            mailbox.begin();
            changed(mailbox.project, mailbox.account);
            Await.until("the engine is about to write the listing down", this::somebodyWaits);
            assertThat(post("/pause").status()).isEqualTo(200);
            lock.rollback();
        }
        awaitNobody();
        // What was under way ended; what comes after it never began.
        assertThat(mailbox.placements(mailbox.inbox)).hasSize(120);
        assertThat(fetched()).isZero();
        assertThat(mailbox.count("select count(*) from email where project_id = ?")).isZero();
        assertThat(post("/resume").status()).isEqualTo(200);
        Await.until("all are there", () -> fetched() == 120);
        mailbox.awaitLive();
    }

    private boolean somebodyWaits() {
        return jdbc.sql(
                        """
                        select exists (
                            select 1
                            from pg_stat_activity
                            where datname = current_database()
                              and wait_event_type = 'Lock'
                              and query like '%from folder%for share%')
                        """)
                .query(Boolean.class)
                .single();
    }

    private void awaitNobody() {
        Await.until(
                "nobody works on it",
                () ->
                        mailbox.count(
                                        "select count(*) from account_lease where project_id = ? and node is not null and until > now()")
                                == 0);
    }

    @Test
    void whoever_may_only_read_sees_everything_and_asks_nothing() {
        mailbox.enter("needs_sign_in");
        setAsideUnknown();
        Browser reader = reader();
        JsonNode status = reader.get(base() + "/sync").json();
        assertThat(status.path("level").asString()).isEqualTo("read");
        JsonNode item = status.path("quarantine").path("items").get(0);
        // Reached, and only kept back because the password would be refused once more.
        assertThat(reader.get(path(item) + "/source").code()).isEqualTo("password_refused");
        assertThat(reader.post(path(item) + "/retry", Map.of()).status()).isEqualTo(403);
        assertThat(reader.post(base() + "/quarantine/retry", Map.of()).status()).isEqualTo(403);
        assertThat(
                        reader.post(base() + "/sync/fetch-again", Map.of("since", "2026-01-01"))
                                .status())
                .isEqualTo(403);
        assertThat(reader.post(base() + "/pause", Map.of()).status()).isEqualTo(403);
        assertThat(reader.post(base() + "/resume", Map.of()).status()).isEqualTo(403);
        assertThat(reader.get("/api/notices").json().path("items").size()).isZero();
    }

    @Test
    void todays_bytes_are_those_that_were_written_down_for_the_day() {
        mailbox.enter("needs_sign_in");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        for (LocalDate day : new LocalDate[] {today, today.minusDays(1)}) {
            jdbc.sql(
                            "insert into account_traffic (project_id, account_id, day, bytes_in, bytes_out) values (?, ?, ?, 12345, 678)")
                    .params(mailbox.project, mailbox.account, day)
                    .update();
        }
        JsonNode traffic = status().path("traffic");
        assertThat(traffic.path("bytesIn").asLong()).isEqualTo(12_345);
        assertThat(traffic.path("bytesOut").asLong()).isEqualTo(678);
        assertThat(traffic.path("dailyLimit").isNull()).isTrue();
        jdbc.sql("update mail_account set provider = 'gmail' where project_id = ?")
                .param(mailbox.project)
                .update();
        assertThat(status().path("traffic").path("dailyLimit").asLong()).isGreaterThan(1_000_000);
    }

    private Browser signedIn(String email) {
        jdbc.sql("update person set password_hash = ? where email = ?")
                .params(HASH, email)
                .update();
        Browser browser = browser();
        browser.get("/api/session");
        Browser.Answer answer =
                browser.post("/api/login", Map.of("email", email, "password", PASSWORD));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        browser.get("/api/session");
        return browser;
    }

    /** Lidia, with whom the mailbox was shared to read. */
    private Browser reader() {
        UUID person = Ids.next();
        UUID member = Ids.next();
        String email = person + "@debowa.test";
        jdbc.sql(
                        "insert into person (id, email, email_key, name, password_hash, created_at) values (?, ?, ?, 'Lidia Maj', 'none', now())")
                .params(person, email, email)
                .update();
        jdbc.sql(
                        "insert into member (project_id, id, person_id, role, joined_at) values (?, ?, ?, 'member', now())")
                .params(mailbox.project, member, person)
                .update();
        jdbc.sql("update mail_account set sharing = 'members' where project_id = ?")
                .param(mailbox.project)
                .update();
        jdbc.sql(
                        "insert into account_share (project_id, account_id, member_id, level) values (?, ?, ?, 'read')")
                .params(mailbox.project, mailbox.account, member)
                .update();
        return signedIn(email);
    }

    /** As if the message had never been understood: without its email. */
    private void setAside(long uid) {
        UUID email =
                jdbc.sql(
                                "select email_id from email_placement where project_id = ? and folder_id = ? and uid = ?")
                        .params(mailbox.project, mailbox.inbox, uid)
                        .query(UUID.class)
                        .single();
        jdbc.sql(
                        """
                        update email_placement
                        set state = 'failed', email_id = null, failure = 'cannot_parse', attempts = 3, failed_at = now()
                        where project_id = ? and folder_id = ? and uid = ?
                        """)
                .params(mailbox.project, mailbox.inbox, uid)
                .update();
        jdbc.sql("delete from email where project_id = ? and id = ?")
                .params(mailbox.project, email)
                .update();
    }

    private void setAsideUnknown() {
        jdbc.sql(
                        "insert into folder_cursor (project_id, folder_id, state, uid_validity, uid_next, since) values (?, ?, 'live', 1, 8, current_date)")
                .params(mailbox.project, mailbox.inbox)
                .update();
        jdbc.sql(
                        """
                        insert into email_placement (project_id, folder_id, uid_validity, uid, state, failure, attempts, failed_at)
                        values (?, ?, 1, 7, 'failed', 'too_big', 1, now())
                        """)
                .params(mailbox.project, mailbox.inbox)
                .update();
    }

    private int fetched() {
        return mailbox.count(
                "select count(*) from email_placement where project_id = ? and state = 'fetched'");
    }

    private String placement(long uid) {
        return jdbc.sql(
                        "select state from email_placement where project_id = ? and folder_id = ? and uid = ?")
                .params(mailbox.project, mailbox.inbox, uid)
                .query(String.class)
                .single();
    }

    private String base() {
        return "/api/mail-accounts/" + mailbox.account;
    }

    private String path(JsonNode item) {
        return base()
                + "/quarantine/"
                + item.path("folderId").asString()
                + "/"
                + item.path("uidValidity").asLong()
                + "/"
                + item.path("uid").asLong();
    }

    private Browser.Answer post(String what) {
        return hanna.post(base() + what, Map.of());
    }

    private Browser.Answer fetchAgain(Map<String, Object> request) {
        return hanna.post(base() + "/sync/fetch-again", request);
    }

    private JsonNode status() {
        Browser.Answer answer = hanna.get(base() + "/sync");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode folder(JsonNode status, String role) {
        for (JsonNode folder : status.path("folders")) {
            if (folder.path("role").asString().equals(role)) {
                return folder;
            }
        }
        throw new AssertionError("no such folder: " + role);
    }

    private void append(RawImap imap, String folder, int daysAgo, int number) {
        String date =
                ZonedDateTime.now(ZoneOffset.UTC)
                        .minusDays(daysAgo)
                        .minusMinutes(5)
                        .format(IMAP_DATE);
        imap.append(folder, message(number).getBytes(StandardCharsets.UTF_8), date);
    }

    private String message(int number) {
        return """
        From: zaneta@studiolaka.example
        To: %s
        Date: Mon, 2 Nov 2026 10:00:00 +0100
        Message-ID: <m%d.%s>
        Subject: Oferta %d
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8

        Dzień dobry, pytanie numer %d
        """
                .formatted(mailbox.address, number, mailbox.address, number, number)
                .replace("\n", "\r\n");
    }
}

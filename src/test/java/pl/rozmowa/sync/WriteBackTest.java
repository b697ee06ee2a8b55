package pl.rozmowa.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.peers.Meddler;
import pl.rozmowa.peers.RawImap;
import pl.rozmowa.platform.AppTest;
import pl.rozmowa.platform.Await;
import pl.rozmowa.platform.Browser;
import pl.rozmowa.platform.Ids;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Secrets;
import tools.jackson.databind.JsonNode;

/** What people want of their mail, said over the API, done at a real Dovecot. */
class WriteBackTest extends AppTest {

    private static final String PASSWORD = "sezam-otwiera-drzwi";
    private static final String HASH =
            new Argon2PasswordEncoder(16, 32, 1, 1024, 1).encode(PASSWORD);

    @Autowired private Secrets secrets;
    @Autowired private LiveUpdates live;
    @Autowired private TransactionTemplate transactions;
    private SyncedMailbox mailbox;
    private Meddler meddler;
    private UUID archive;
    private UUID trash;
    private Browser hanna;

    @BeforeEach
    void connect() {
        mailbox = new SyncedMailbox(jdbc, this::changed);
        mailbox.connect(secrets);
        meddler = Meddler.before(mailbox.dovecot.imapPort());
        mailbox.through(meddler.port());
        archive = mailbox.know("Archiwum", "archive");
        trash = mailbox.know("Kosz", "trash");
        hanna = signedIn("p-" + mailbox.address);
    }

    private void changed(UUID project, UUID account) {
        transactions.executeWithoutResult(_ -> live.publish(LiveEvent.ofAccount(project, account)));
    }

    @AfterEach
    void disconnect() {
        mailbox.rest("disconnected");
        meddler.close();
    }

    @Test
    void a_star_is_set_and_taken_away_at_the_server() {
        UUID conversation = arrived("Zapytanie o płytki");

        star(conversation, true);
        Await.until("it is starred there", () -> there("INBOX").contains("1 (\\Flagged)"));
        settled();
        assertThat(row(conversation).get("starred").asBoolean()).isTrue();
        assertThat(list("?section=starred")).containsExactly(conversation);

        star(conversation, false);
        Await.until("the star is gone there", () -> there("INBOX").contains("1 ()"));
        settled();
        assertThat(list("?section=starred")).isEmpty();
    }

    @Test
    void what_is_archived_leaves_the_inbox_and_comes_back_with_a_new_message() {
        UUID conversation = arrived("Zapytanie o płytki");

        place(conversation, "archive");
        assertThat(list("")).as("at once").isEmpty();
        Await.until("it lies in the archive", () -> there("Archiwum").size() == 1);
        settled();
        assertThat(there("INBOX")).isEmpty();
        assertThat(mailbox.placements(archive)).as("known by COPYUID").hasSize(1);
        assertThat(removed()).as("history is never lost by our own move").isZero();
        assertThat(list("?section=archive")).containsExactly(conversation);
        assertThat(opened(conversation).get("shelf").asString()).isEqualTo("archive");

        deliver("Re: Zapytanie o płytki", 2, "In-Reply-To: " + id(1));
        Await.until("it is back", () -> list("").equals(List.of(conversation)));
        assertThat(opened(conversation).get("emails")).hasSize(2);
        assertThat(there("Archiwum")).hasSize(1);
    }

    @Test
    void what_was_put_away_goes_back_where_it_lay() {
        outside("CREATE Klienci");
        UUID folder = mailbox.follow("Klienci");
        try (RawImap imap = mailbox.outside()) {
            imap.append("Klienci", message(1, "Z folderu klientów", ""));
        }
        UUID conversation = begun("Z folderu klientów");

        place(conversation, "archive");
        Await.until("it lies in the archive", () -> there("Archiwum").size() == 1);
        settled();
        place(conversation, "trash");
        Await.until("it lies in the bin", () -> there("Kosz").size() == 1);
        settled();
        assertThat(list("?section=trash")).containsExactly(conversation);

        place(conversation, "back");
        assertThat(list("")).containsExactly(conversation);
        Await.until("it lies where it lay", () -> there("Klienci").size() == 1);
        settled();
        assertThat(there("Kosz")).isEmpty();
        assertThat(there("Archiwum")).isEmpty();
        assertThat(mailbox.placements(folder)).isEqualTo(mailbox.truth("Klienci"));
        assertThat(mailbox.count("select count(*) from email_move where project_id = ?"))
                .as("nothing needs to be remembered any more")
                .isZero();
    }

    @Test
    void a_message_is_moved_to_a_followed_folder_and_not_fetched_again() {
        outside("CREATE Klienci");
        UUID folder = mailbox.follow("Klienci");
        UUID conversation = arrived("Zapytanie o płytki");

        int asked =
                hanna.get("/api/conversations/" + conversation + "/folders")
                        .json()
                        .get("items")
                        .size();
        assertThat(asked).as("neither inbox nor Sent, archive, bin").isEqualTo(1);
        put(conversation, "place", Map.of("to", "folder", "folderId", folder), 204);
        Await.value(
                "the tables say the same as the server",
                () -> mailbox.placements(folder),
                known -> known.size() == 1 && known.equals(mailbox.truth("Klienci")));
        settled();
        assertThat(mailbox.placements(mailbox.inbox)).isEmpty();
        assertThat(mailbox.count("select count(*) from email where project_id = ?")).isEqualTo(1);
        assertThat(removed()).isZero();
    }

    @Test
    void wishes_that_cancel_out_before_the_server_hears_of_them_leave_nothing_to_do() {
        UUID conversation = arrived("Zapytanie o płytki");
        mailbox.rest("needs_sign_in");

        star(conversation, true);
        assertThat(open()).isEqualTo(1);
        star(conversation, false);
        assertThat(open()).isZero();
        place(conversation, "archive");
        place(conversation, "trash");
        assertThat(open()).as("the later in place of the earlier").isEqualTo(1);
        place(conversation, "back");
        assertThat(open()).isZero();
        assertThat(list("")).containsExactly(conversation);
    }

    @Test
    void wishes_survive_a_restart_before_they_are_carried_out() {
        UUID conversation = arrived("Zapytanie o płytki");
        mailbox.rest("needs_sign_in");
        star(conversation, true);
        place(conversation, "archive");

        mailbox.enter("live");
        Await.until("both are done", () -> there("Archiwum").equals(List.of("1 (\\Flagged)")));
        settled();
        assertThat(there("INBOX")).isEmpty();
    }

    @Test
    void a_move_whose_answer_was_lost_is_looked_for_and_not_repeated() {
        UUID conversation = arrived("Zapytanie o płytki");
        AtomicInteger asked = new AtomicInteger();
        meddler.judge(line ->
                line.contains("UID MOVE") && asked.incrementAndGet() == 1
                        ? Meddler.LOSE_ANSWER
                        : Meddler.PASS);

        place(conversation, "archive");
        Await.until("the server moved it", () -> there("Archiwum").size() == 1);
        settled();
        assertThat(asked).as("asked once").hasValue(1);
        assertThat(there("Archiwum")).hasSize(1);
        assertThat(there("INBOX")).isEmpty();
        assertThat(mailbox.placements(archive)).isEqualTo(mailbox.truth("Archiwum"));
        assertThat(mailbox.placements(mailbox.inbox)).isEmpty();
        assertThat(removed()).isZero();
        assertThat(list("")).isEmpty();
    }

    @Test
    void a_move_the_server_never_heard_of_is_repeated() {
        UUID conversation = arrived("Zapytanie o płytki");
        AtomicInteger asked = new AtomicInteger();
        meddler.judge(line -> {
            if (line.contains("UID MOVE") && asked.incrementAndGet() == 1) {
                meddler.breakAll();
            }
            return Meddler.PASS;
        });

        place(conversation, "archive");
        Await.until("it lies in the archive", () -> there("Archiwum").size() == 1);
        settled();
        assertThat(asked).hasValue(2);
        assertThat(there("INBOX")).isEmpty();
    }

    @Test
    void without_move_a_copy_whose_answer_was_lost_is_not_made_twice() {
        meddler.rewrite(line -> line.replace(" MOVE ", " "));
        UUID conversation = arrived("Zapytanie o płytki");
        AtomicInteger asked = new AtomicInteger();
        meddler.judge(line ->
                line.contains("UID COPY") && asked.incrementAndGet() == 1
                        ? Meddler.LOSE_ANSWER
                        : Meddler.PASS);

        place(conversation, "archive");
        Await.until("it has left the inbox", () -> there("INBOX").isEmpty());
        settled();
        assertThat(asked).hasValue(1);
        assertThat(there("Archiwum")).as("once, and without a mark").containsExactly("1 ()");
        assertThat(removed()).isZero();
    }

    @Test
    void where_the_server_does_not_say_where_it_lies_it_is_recognised_there() {
        meddler.rewrite(line -> line.replaceAll("\\[COPYUID [^]]*]", "[X-NOTHING]"));
        UUID conversation = arrived("Zapytanie o płytki");

        place(conversation, "archive");
        Await.until("it lies in the archive", () -> there("Archiwum").size() == 1);
        settled();
        assertThat(mailbox.placements(archive)).isEqualTo(mailbox.truth("Archiwum"));
        assertThat(removed()).isZero();
    }

    @Test
    void an_open_wish_beats_the_servers_older_word_and_later_the_servers_word_counts() {
        UUID conversation = arrived("Zapytanie o płytki");
        AtomicInteger refusals = new AtomicInteger();
        meddler.judge(line ->
                line.contains("STORE") && refusals.incrementAndGet() <= 1
                        ? new Meddler.Answer("NO [INUSE] later")
                        : Meddler.PASS);
        star(conversation, true);
        Await.until("the server refused for now", () -> refusals.get() == 1);

        outside("SELECT INBOX", "UID STORE 1 +FLAGS (\\Seen)");
        Await.until(
                "what else changed there is known",
                () ->
                        mailbox.count("select count(*) from email where project_id = ? and seen")
                                == 1);
        assertThat(row(conversation).get("starred").asBoolean()).as("still wanted").isTrue();

        dueNow();
        Await.until("it is starred there", () -> there("INBOX").contains("1 (\\Flagged \\Seen)"));
        settled();
        outside("SELECT INBOX", "UID STORE 1 -FLAGS (\\Flagged)");
        Await.until(
                "the star that was taken away elsewhere is gone here",
                () -> !row(conversation).get("starred").asBoolean());
        assertThat(there("INBOX")).containsExactly("1 (\\Seen)");
    }

    @Test
    void what_somebody_fetches_back_with_another_program_is_back_here() {
        UUID conversation = arrived("Zapytanie o płytki");
        place(conversation, "archive");
        Await.until("it lies in the archive", () -> there("Archiwum").size() == 1);
        settled();

        outside("SELECT Archiwum", "UID MOVE 1 INBOX");
        Await.until("it is back", () -> list("").equals(List.of(conversation)));
        assertThat(open()).isZero();
        assertThat(there("INBOX")).hasSize(1);
    }

    @Test
    void
            what_the_server_refuses_for_good_is_back_in_the_inbox_with_the_reason_and_can_be_retried() {
        UUID conversation = arrived("Zapytanie o płytki");
        meddler.judge(line ->
                line.contains("UID MOVE")
                        ? new Meddler.Answer("NO [NOPERM] not yours")
                        : Meddler.PASS);

        place(conversation, "archive");
        Await.until(
                "it is back with the reason",
                () -> "no_permission".equals(opened(conversation).get("wishFailure").asString("")));
        assertThat(list("")).containsExactly(conversation);
        assertThat(there("INBOX")).hasSize(1);

        meddler.judge(line -> Meddler.PASS);
        send("POST", conversation, "wishes/retry", null, 204);
        Await.until("it lies in the archive", () -> there("Archiwum").size() == 1);
        settled();
        assertThat(list("")).isEmpty();
        assertThat(opened(conversation).get("wishFailure").isNull()).isTrue();
    }

    @Test
    void a_folder_that_may_only_be_read_is_said_and_the_wish_can_be_given_up() {
        UUID conversation = arrived("Zapytanie o płytki");
        meddler.rewrite(line -> line.replace("[READ-WRITE]", "[READ-ONLY]"));

        star(conversation, true);
        Await.until(
                "the reason is told",
                () -> "read_only".equals(opened(conversation).get("wishFailure").asString("")));
        assertThat(row(conversation).get("starred").asBoolean()).isTrue();
        send("DELETE", conversation, "wishes", null, 204);
        assertThat(row(conversation).get("starred").asBoolean())
                .as("as the server has it")
                .isFalse();
        assertThat(open()).isZero();
    }

    @Test
    void a_target_that_is_gone_is_said() {
        UUID conversation = arrived("Zapytanie o płytki");
        mailbox.rest("needs_sign_in");
        place(conversation, "archive");
        outside("DELETE Archiwum");
        jdbc.sql("update folder set wire_name = 'Archiwum-2' where project_id = ? and id = ?")
                .params(mailbox.project, archive)
                .update();

        mailbox.enter("live");
        Await.until(
                "the reason is told",
                () -> "folder_gone".equals(opened(conversation).get("wishFailure").asString("")));
        assertThat(there("INBOX")).hasSize(1);
        assertThat(list("")).containsExactly(conversation);
    }

    @Test
    void a_provider_without_such_a_folder_says_so() {
        UUID conversation = arrived("Zapytanie o płytki");
        jdbc.sql("delete from folder where project_id = ? and id in (?, ?)")
                .params(mailbox.project, archive, trash)
                .update();

        assertThat(put(conversation, "place", Map.of("to", "trash"), 409).code())
                .isEqualTo("no_trash_folder");
        assertThat(put(conversation, "place", Map.of("to", "archive"), 409).code())
                .isEqualTo("no_archive_folder");
        assertThat(list("")).containsExactly(conversation);
    }

    @Test
    void what_vanished_meanwhile_is_said_and_nothing_else_is_touched() {
        UUID conversation = arrived("Zapytanie o płytki");
        mailbox.rest("needs_sign_in");
        star(conversation, true);
        outside("SELECT INBOX", "UID STORE 1 +FLAGS (\\Deleted)", "UID EXPUNGE 1");

        mailbox.enter("live");
        Await.until(
                "the reason is told",
                () ->
                        "gone_from_server"
                                .equals(opened(conversation).get("wishFailure").asString("")));
        assertThat(removed()).isEqualTo(1);
    }

    @Test
    void a_wish_waits_for_a_renumbered_folder_to_be_recognised() {
        outside("CREATE Klienci");
        UUID folder = mailbox.follow("Klienci");
        String message = message(1, "Z folderu klientów", "");
        try (RawImap imap = mailbox.outside()) {
            imap.append("Klienci", message);
        }
        UUID conversation = begun("Z folderu klientów");
        mailbox.rest("needs_sign_in");
        star(conversation, true);
        outside("DELETE Klienci", "CREATE Klienci");
        try (RawImap imap = mailbox.outside()) {
            imap.append("Klienci", message(7, "Ktoś inny", ""));
            imap.append("Klienci", message);
        }

        mailbox.enter("live");
        Await.until("it is known by its new number", () -> mailbox.placements(folder).size() == 2);
        dueNow();
        Await.until(
                "the right one is starred",
                () -> there("Klienci").equals(List.of("1 ()", "2 (\\Flagged)")));
        settled();
    }

    @Test
    void two_members_at_once_end_with_one_place() {
        UUID conversation = arrived("Zapytanie o płytki");
        Browser tymon = colleague();
        Set<String> goals = Set.of("archive", "trash");
        for (int round = 0; round < 5; round++) {
            List<Thread> both =
                    goals.stream()
                            .map(goal ->
                                    Thread.ofVirtual()
                                            .start(() ->
                                                    (goal.equals("archive") ? hanna : tymon)
                                                            .put(
                                                                    path(conversation, "place"),
                                                                    Map.of("to", goal))))
                            .toList();
            both.forEach(WriteBackTest::join);
        }
        settled();
        String shelf = opened(conversation).get("shelf").asString();
        assertThat(goals).contains(shelf);
        assertThat(there("Archiwum")).hasSize(shelf.equals("archive") ? 1 : 0);
        assertThat(there("Kosz")).hasSize(shelf.equals("trash") ? 1 : 0);
        assertThat(there("INBOX")).isEmpty();
        assertThat(removed()).isZero();
    }

    @Test
    void only_the_owners_reading_marks_mail_as_seen_at_the_provider() {
        UUID conversation = arrived("Zapytanie o płytki");
        assertThat(reading(true)).isTrue();
        Browser tymon = colleague();

        assertThat(tymon.put(path(conversation, "read"), Map.of("read", true)).status())
                .isEqualTo(204);
        assertThat(open()).as("a colleague's reading is nobody else's").isZero();
        put(conversation, "read", Map.of("read", true), 204);
        Await.until("it is seen there", () -> there("INBOX").contains("1 (\\Seen)"));
        settled();
    }

    @Test
    void an_owner_who_did_not_ask_for_it_leaves_no_mark_at_the_provider() {
        UUID conversation = arrived("Zapytanie o płytki");
        put(conversation, "read", Map.of("read", true), 204);
        assertThat(open()).isZero();
        assertThat(reading(true)).isTrue();
        assertThat(reading(false)).isFalse();
        put(conversation, "read", Map.of("read", true), 204);
        assertThat(open()).isZero();
        star(conversation, true);
        Await.until("the star is there", () -> there("INBOX").contains("1 (\\Flagged)"));
    }

    private boolean reading(boolean markSeen) {
        return hanna.put(
                        "/api/mail-accounts/" + mailbox.account + "/reading",
                        Map.of("markSeen", markSeen))
                .json()
                .get("markSeen")
                .asBoolean();
    }

    @Test
    void reading_that_is_taken_back_before_the_provider_heard_of_it_is_not_told() {
        UUID conversation = arrived("Zapytanie o płytki");
        assertThat(reading(true)).isTrue();
        mailbox.rest("needs_sign_in");
        put(conversation, "read", Map.of("read", true), 204);
        assertThat(open()).isEqualTo(1);
        put(conversation, "read", Map.of("read", false), 204);
        assertThat(open()).isZero();
        assertThat(mailbox.count("select count(*) from email where project_id = ? and seen"))
                .isZero();
    }

    @Test
    void what_we_sent_stays_in_sent_when_a_conversation_is_archived() {
        try (RawImap imap = mailbox.outside()) {
            imap.append("INBOX", message(1, "Zapytanie o płytki", ""));
            imap.append(
                    "Wys&AUI-ane",
                    message(2, "Re: Zapytanie o płytki", "In-Reply-To: " + id(1))
                            .replace("From: kamil.slaz@brzask.example", "From: " + mailbox.address),
                    "\\Seen");
        }
        UUID conversation = begun("Zapytanie o płytki");
        assertThat(opened(conversation).get("emails")).hasSize(2);

        place(conversation, "archive");
        Await.until("it lies in the archive", () -> there("Archiwum").size() == 1);
        settled();
        assertThat(there("Wys&AUI-ane")).hasSize(1);
        assertThat(list("")).as("a reply of ours does not keep it in the inbox").isEmpty();
    }

    private UUID arrived(String subject) {
        try (RawImap imap = mailbox.outside()) {
            imap.append("INBOX", message(1, subject, ""));
        }
        return begun(subject);
    }

    private UUID begun(String subject) {
        mailbox.begin();
        mailbox.awaitLive();
        return jdbc.sql(
                        "select id from conversation where project_id = ? and subject in (?, 'Re: ' || ?)")
                .params(mailbox.project, subject, subject)
                .query(UUID.class)
                .single();
    }

    private void deliver(String subject, int number, String more) {
        try (RawImap imap = mailbox.outside()) {
            imap.append("INBOX", message(number, subject, more));
        }
    }

    private String id(int number) {
        return "<m" + number + "." + mailbox.address + ">";
    }

    private String message(int number, String subject, String more) {
        return """
        From: kamil.slaz@brzask.example
        To: %s
        Date: Mon, 23 Nov 2026 10:00:00 +0100
        Message-ID: %s
        %sSubject: %s
        Content-Type: text/plain; charset=utf-8

        Dzień dobry, numer %d
        """
                .formatted(
                        mailbox.address,
                        id(number),
                        more.isEmpty() ? "" : more + "\n",
                        subject,
                        number);
    }

    private List<String> there(String folder) {
        try (RawImap imap = mailbox.outside()) {
            return imap.flags(folder);
        }
    }

    private void outside(String... commands) {
        try (RawImap imap = mailbox.outside()) {
            for (String command : commands) {
                imap.command(command);
            }
        }
    }

    private int open() {
        return mailbox.count("select count(*) from email_intent where project_id = ?");
    }

    private int removed() {
        return mailbox.count(
                "select count(*) from email where project_id = ? and removed_at is not null");
    }

    /** Nothing is left to do, and nothing is unclear. */
    private void settled() {
        Await.until(
                "everything wanted is done",
                () ->
                        open() == 0
                                && mailbox.count(
                                                "select count(*) from email_move where project_id = ? and done_at is null")
                                        == 0);
    }

    private void dueNow() {
        jdbc.sql("update email_intent set due_at = ? where project_id = ?")
                .params(Instant.EPOCH.atOffset(ZoneOffset.UTC), mailbox.project)
                .update();
        transactions.executeWithoutResult(_ ->
                live.publish(
                        new LiveEvent(
                                mailbox.project, "wish", mailbox.account, null, null, Map.of())));
    }

    private void star(UUID conversation, boolean starred) {
        put(conversation, "star", Map.of("starred", starred), 204);
    }

    private void place(UUID conversation, String to) {
        put(conversation, "place", Map.of("to", to), 204);
    }

    private Browser.Answer put(UUID conversation, String what, Object body, int status) {
        return send("PUT", conversation, what, body, status);
    }

    private Browser.Answer send(
            String method,
            UUID conversation,
            String what,
            @org.jspecify.annotations.Nullable Object body,
            int status) {
        Browser.Answer answer = hanna.send(method, path(conversation, what), body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return answer;
    }

    private static String path(UUID conversation, String what) {
        return "/api/conversations/" + conversation + "/" + what;
    }

    private JsonNode opened(UUID conversation) {
        return hanna.get("/api/conversations/" + conversation).json();
    }

    /** The conversation as the list of all that is starred, or else of the inbox, shows it. */
    private JsonNode row(UUID conversation) {
        for (JsonNode row : hanna.get("/api/conversations").json().get("items")) {
            if (row.get("id").asString().equals(conversation.toString())) {
                return row;
            }
        }
        throw new AssertionError("not in the inbox: " + conversation);
    }

    private List<UUID> list(String query) {
        return hanna.get("/api/conversations" + query)
                .json()
                .get("items")
                .valueStream()
                .map(row -> UUID.fromString(row.get("id").asString()))
                .toList();
    }

    private Browser colleague() {
        UUID person = Ids.next();
        jdbc.sql(
                        """
                        insert into person (id, email, email_key, name, password_hash, created_at)
                        values (?, ?, ?, 'Tymon Sowa', 'none', now())
                        """)
                .params(person, "t-" + mailbox.address, "t-" + mailbox.address)
                .update();
        jdbc.sql(
                        "insert into member (project_id, id, person_id, role, joined_at) values (?, ?, ?, 'member', now())")
                .params(mailbox.project, Ids.next(), person)
                .update();
        return signedIn("t-" + mailbox.address);
    }

    private Browser signedIn(String email) {
        jdbc.sql("update person set password_hash = ? where email_key = ?")
                .params(HASH, email)
                .update();
        Browser browser = browser();
        browser.get("/api/session");
        assertThat(
                        browser.post("/api/login", Map.of("email", email, "password", PASSWORD))
                                .status())
                .isEqualTo(200);
        browser.get("/api/session");
        return browser;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}

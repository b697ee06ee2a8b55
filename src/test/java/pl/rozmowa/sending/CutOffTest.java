package pl.rozmowa.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.conversation.Receiving;
import pl.rozmowa.peers.ScriptedServer;
import pl.rozmowa.platform.AppTest;
import pl.rozmowa.platform.Await;
import pl.rozmowa.platform.Browser;
import pl.rozmowa.platform.Secrets;
import tools.jackson.databind.JsonNode;

/** Connections cut, refusals, and senders that died: each email is sent once, or shown as not sent, or as uncertain. */
class CutOffTest extends AppTest {

    @Autowired private Receiving receiving;
    @Autowired private TransactionTemplate transaction;
    @Autowired private Secrets secrets;
    @Autowired private SubmissionJobs jobs;
    @Autowired private SubmissionWork work;
    private Office office;
    private Browser hanna;
    private UUID question;

    @BeforeEach
    void open() {
        office = new Office(jdbc, receiving, transaction, secrets);
        hanna = office.signedIn(office.hanna, browser());
        question = office.question();
    }

    /** After which line of the client the connection is cut. */
    enum Cut {
        GREETING,
        EHLO,
        AUTH,
        MAIL,
        RCPT,
        DATA,
        BODY
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BODY")
    void aCutBeforeTheEndOfTheDataIsTriedAgainAndSentOnce(Cut where) throws IOException {
        AtomicInteger calls = new AtomicInteger();
        try (ScriptedServer server =
                ScriptedServer.plain(peer -> {
                    boolean cut = calls.incrementAndGet() <= 3;
                    session(peer, cut ? where : null, "250 2.0.0 taken");
                })) {
            office.submitTo(server.port());
            office.sent(hanna, question, office.reply(question, "<p>Tak</p>"), "accepted");
            assertThat(calls).hasValue(4);
            assertThat(ends(server)).isEqualTo(1);
        }
    }

    /** A short message is written before anybody can see that the other side has gone: then it may be uncertain, but never sent twice. */
    @RepeatedTest(10)
    void aCutWithinTheDataIsTriedAgainOrUncertain() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        try (ScriptedServer server =
                ScriptedServer.plain(peer ->
                        session(
                                peer,
                                calls.incrementAndGet() == 1 ? Cut.BODY : null,
                                "250 2.0.0 taken"))) {
            office.submitTo(server.port());
            String id =
                    office.send(hanna, question, office.reply(question, "<p>Tak</p>"))
                            .json()
                            .path("submissionId")
                            .asString();
            String phase =
                    Await.value(
                            "it is settled",
                            () -> office.column("phase", id),
                            each -> each.equals("accepted") || each.equals("uncertain"));
            assertThat(ends(server)).isEqualTo(phase.equals("accepted") ? 1 : 0);
            assertThat(calls).hasValue(phase.equals("accepted") ? 2 : 1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCutAfterTheEndOfTheDataIsUncertainAndNeverSentAgain(boolean reset) throws IOException {
        for (int i = 0; i < 5; i++) {
            try (ScriptedServer server =
                    ScriptedServer.plain(peer -> {
                        session(peer, null, null);
                        if (reset) {
                            peer.reset();
                        }
                    })) {
                office.submitTo(server.port());
                JsonNode shown =
                        office.sent(
                                hanna, question, office.reply(question, "<p>Tak</p>"), "uncertain");
                String id = shown.path("id").asString();
                awaitAttempts(id, 1);
                assertThat(hanna.post("/api/submissions/" + id + "/retry", Map.of()).status())
                        .isEqualTo(409);
                again(id);
                awaitAttempts(id, 2);
                assertThat(office.column("phase", id)).isEqualTo("uncertain");
                assertThat(server.connections()).isEqualTo(1);
                assertThat(hanna.get("/api/submissions?open=true").text()).contains(id);
            }
        }
    }

    @Test
    void anUncertainOneThatLiesInSentWasAccepted() throws IOException {
        try (ScriptedServer server = ScriptedServer.plain(peer -> session(peer, null, null))) {
            office.submitTo(server.port());
            JsonNode shown =
                    office.sent(hanna, question, office.reply(question, "<p>Tak</p>"), "uncertain");
            String id = shown.path("id").asString();
            awaitAttempts(id, 1);
            try (var outside = office.dovecot.outside(office.biuro)) {
                outside.append(
                        Office.SENT,
                        "Message-ID: <" + office.column("message_id", id) + ">\r\n\r\nx");
            }
            again(id);
            office.await(hanna, id, "accepted");
            assertThat(office.column("sent_copy", id)).isEqualTo("by_provider");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"queued", "connected", "recipients_accepted", "data_sent"})
    void whatADeadSenderLeftBehindGoesOnWithoutBeingSentTwice(String phase) throws IOException {
        try (ScriptedServer server =
                ScriptedServer.plain(peer -> session(peer, null, "250 2.0.0 taken"))) {
            office.submitTo(server.port());
            String id = leftBehind(phase);
            assertThat(work.run(office.project, UUID.fromString(id)))
                    .as("while the dead one's claim lasts, nobody touches it")
                    .isPresent();
            assertThat(server.connections()).isZero();

            office.db
                    .sql(
                            "update email_submission set lease_until = now() - interval '1 second' where project_id = ?")
                    .param(office.project)
                    .update();
            jobs.goOn();
            boolean sentAgain = !phase.equals("data_sent");
            office.await(hanna, id, sentAgain ? "accepted" : "uncertain");
            assertThat(server.connections()).isEqualTo(sentAgain ? 1 : 0);
        }
    }

    /** The claim would last a minute yet, but the node's own row tells that it is dead. */
    @ParameterizedTest
    @ValueSource(strings = {"queued", "connected", "recipients_accepted", "data_sent", "accepted"})
    void whatADeadNodeClaimedIsFreeAtOnceUnlessOnlyTheCopyIsOwed(String phase) throws IOException {
        UUID node = UUID.randomUUID();
        office.db
                .sql("insert into sync_node (id, until) values (?, now() + interval '1 minute')")
                .param(node)
                .update();
        try (ScriptedServer server =
                ScriptedServer.plain(peer -> session(peer, null, "250 2.0.0 taken"))) {
            office.submitTo(server.port());
            String id = leftBehind(phase);
            office.db
                    .sql("update email_submission set lease_node = ? where project_id = ?")
                    .params(node, office.project)
                    .update();
            assertThat(work.run(office.project, UUID.fromString(id)))
                    .as("while the node lives, nobody touches it")
                    .isPresent();

            office.db
                    .sql("update sync_node set until = now() - interval '1 second' where id = ?")
                    .param(node)
                    .update();
            work.run(office.project, UUID.fromString(id));
            boolean sentAgain = !phase.equals("data_sent") && !phase.equals("accepted");
            assertThat(server.connections()).isEqualTo(sentAgain ? 1 : 0);
            assertThat(office.column("phase", id))
                    .isEqualTo(phase.equals("data_sent") ? "uncertain" : "accepted");
            assertThat(office.column("lease_until is null", id))
                    .as("the claim of a dead node on a copy lasts")
                    .isEqualTo(phase.equals("accepted") ? "false" : "true");
        }
    }

    /** A row as a sender that was killed leaves it: claimed, in that phase, and its job is gone. */
    private String leftBehind(String phase) {
        String[] id = new String[1];
        Map<String, Object> reply = office.reply(question, "<p>Tak</p>");
        try (ScriptedServer nobody = ScriptedServer.plain(ScriptedServer.Peer::reset)) {
            int port = smtpPort();
            office.submitTo(nobody.port());
            id[0] = office.send(hanna, question, reply).json().path("submissionId").asString();
            Await.until(
                    "tried in vain",
                    () -> office.column("coalesce(failure, '')", id[0]).equals("smtp_unreachable"));
            office.submitTo(port);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        int changed =
                office.db
                        .sql(
                                """
                                update email_submission
                                set phase = ?, next_attempt_at = created_at, lease_until = now() + interval '1 minute', epoch = epoch + 1
                                where project_id = ? and phase = 'queued' and lease_until is null
                                """)
                        .params(phase, office.project)
                        .update();
        assertThat(changed).isEqualTo(1);
        office.db
                .sql("delete from scheduled_tasks where task_instance like ?")
                .param(office.project + "/%")
                .update();
        return id[0];
    }

    private int smtpPort() {
        return office.db
                .sql("select smtp_port from mail_account where project_id = ?")
                .param(office.project)
                .query(Integer.class)
                .single();
    }

    @Test
    void aSenderThatWasOvertakenStopsBeforeTheData() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        try (ScriptedServer server =
                ScriptedServer.plain(peer -> {
                    if (calls.incrementAndGet() == 1) {
                        greet(peer);
                        peer.expect("MAIL");
                        overtaken();
                        peer.send("250 ok");
                        peer.expect("RCPT");
                        peer.send("250 ok");
                        peer.hang();
                    } else {
                        session(peer, null, "250 2.0.0 taken");
                    }
                })) {
            office.submitTo(server.port());
            office.sent(hanna, question, office.reply(question, "<p>Tak</p>"), "accepted");
            assertThat(ends(server)).isEqualTo(1);
            assertThat(calls).hasValue(2);
        }
    }

    /** As if another node had claimed the row and died at once. */
    private void overtaken() {
        office.db
                .sql(
                        "update email_submission set epoch = epoch + 1, lease_until = now() where project_id = ?")
                .param(office.project)
                .update();
    }

    @Test
    void recipientsThatAreRefusedAreNamedAndTheOthersGetIt() {
        Map<String, Object> reply = office.reply(question, "<p>Tak</p>");
        reply.put("cc", List.of(Map.of("name", "", "email", "unknown.kamil@brzask.example")));
        JsonNode shown = office.sent(hanna, question, reply, "accepted");
        assertThat(shown.path("recipientFailures")).hasSize(1);
        assertThat(shown.path("recipientFailures").get(0).path("email").asString())
                .isEqualTo("unknown.kamil@brzask.example");
        assertThat(shown.path("recipientFailures").get(0).path("code").asString())
                .isEqualTo("recipient_unknown");
        office.awaitMail(office.zaneta, "INBOX", 1);

        reply = office.reply(question, "<p>Tak</p>");
        reply.put("to", List.of(Map.of("name", "", "email", "unknown.kamil@brzask.example")));
        shown = office.sent(hanna, question, reply, "failed");
        assertThat(shown.path("failure").path("code").asString()).isEqualTo("recipients_refused");
        String id = shown.path("id").asString();

        int emails = office.count("select count(*) from email where project_id = ?");
        assertThat(hanna.post("/api/submissions/" + id + "/discard", Map.of()).status())
                .isEqualTo(204);
        assertThat(office.count("select count(*) from email where project_id = ?"))
                .isEqualTo(emails - 1);
        assertThat(hanna.get("/api/submissions/" + id).json().path("phase").asString())
                .isEqualTo("discarded");
        assertThat(hanna.post("/api/submissions/" + id + "/retry", Map.of()).status())
                .isEqualTo(409);
    }

    @Test
    void aWrongPasswordIsTriedOnceAndLeftToTheOwnerAndCanBeTriedAgainThen() {
        password("inne");
        JsonNode shown =
                office.sent(hanna, question, office.reply(question, "<p>Tak</p>"), "failed");
        assertThat(shown.path("failure").path("code").asString()).isEqualTo("password_refused");
        Await.until("the owner is asked", () -> state().equals("needs_sign_in"));
        JsonNode next =
                office.sent(hanna, question, office.reply(question, "<p>I jeszcze</p>"), "failed");
        assertThat(next.path("failure").path("code").asString()).isEqualTo("password_refused");

        password(pl.rozmowa.peers.Dovecot.PASSWORD);
        office.db
                .sql("update mail_account set state = 'choosing' where project_id = ?")
                .param(office.project)
                .update();
        String id = shown.path("id").asString();
        assertThat(hanna.post("/api/submissions/" + id + "/retry", Map.of()).status())
                .isEqualTo(204);
        office.await(hanna, id, "accepted");
        assertThat(office.awaitMail(office.zaneta, "INBOX", 1)).hasSize(1);
    }

    @Test
    void whatTheServerRefusesForItsSizeOrItsContentIsShownAsNotSent() throws IOException {
        try (ScriptedServer server =
                ScriptedServer.plain(peer -> {
                    greet(peer, "250-SIZE 100");
                    peer.hang();
                })) {
            office.submitTo(server.port());
            JsonNode shown =
                    office.sent(hanna, question, office.reply(question, "<p>Tak</p>"), "failed");
            assertThat(shown.path("failure").path("code").asString())
                    .isEqualTo("message_too_large");
            assertThat(shown.path("failure").path("args").path("limit").asInt()).isEqualTo(100);
        }
        try (ScriptedServer server =
                ScriptedServer.plain(peer -> session(peer, null, "554 5.7.1 spam"))) {
            office.submitTo(server.port());
            JsonNode shown =
                    office.sent(hanna, question, office.reply(question, "<p>Tak</p>"), "failed");
            assertThat(shown.path("failure").path("code").asString()).isEqualTo("server_said_no");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aCopyThatCannotBeFiledIsFiledLaterAndNothingIsSentAgain() throws IOException {
        try (ScriptedServer server =
                ScriptedServer.plain(peer -> session(peer, null, "250 2.0.0 taken"))) {
            office.submitTo(server.port());
            office.db
                    .sql("update mail_account set imap_port = ? where project_id = ?")
                    .params(server.port(), office.project)
                    .update();
            JsonNode shown =
                    office.sent(hanna, question, office.reply(question, "<p>Tak</p>"), "accepted");
            String id = shown.path("id").asString();
            awaitAttempts(id, 2);
            assertThat(office.column("sent_copy", id)).isEqualTo("pending");
            office.db
                    .sql("update mail_account set imap_port = ? where project_id = ?")
                    .params(office.dovecot.imapPort(), office.project)
                    .update();
            again(id);
            Await.until("filed", () -> office.column("sent_copy", id).equals("appended"));
            assertThat(office.mail(office.biuro, Office.SENT)).hasSize(1);
            assertThat(ends(server)).isEqualTo(1);

            // killed after the append, before it was written down
            office.db
                    .sql(
                            "update email_submission set sent_copy = 'pending', next_attempt_at = created_at where project_id = ?")
                    .param(office.project)
                    .update();
            again(id);
            Await.until("filed", () -> office.column("sent_copy", id).equals("appended"));
            assertThat(office.mail(office.biuro, Office.SENT)).hasSize(1);
        }
    }

    private void again(String id) {
        office.db
                .sql(
                        "update email_submission set next_attempt_at = created_at where project_id = ? and id = ?::uuid")
                .params(office.project, id)
                .update();
        jobs.schedule(office.project, UUID.fromString(id), java.time.Instant.now());
    }

    /** So many tries are over, and nobody is at it. */
    private void awaitAttempts(String id, int least) {
        Await.until(
                least + " attempts",
                () ->
                        office.column("lease_until is null and attempts >= " + least, id)
                                .equals("true"));
    }

    private String state() {
        return office.db
                .sql("select state from mail_account where project_id = ?")
                .param(office.project)
                .query(String.class)
                .single();
    }

    private void password(String password) {
        office.db
                .sql("update account_credential set sealed = ? where project_id = ?")
                .params(
                        secrets.seal(
                                office.project,
                                office.account,
                                "password",
                                password.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        office.project)
                .update();
    }

    private static long ends(ScriptedServer server) {
        return server.heard().stream().filter(line -> line.equals(".")).count();
    }

    private static void greet(ScriptedServer.Peer peer, String... more) throws IOException {
        peer.send("220 mx");
        peer.expect("EHLO");
        peer.send("250-mx");
        peer.send(more);
        peer.send("250 AUTH PLAIN");
        peer.expect("AUTH");
        peer.send("235 ok");
    }

    /**
     * @param cut where to hang up; null for nowhere
     * @param end the answer to the whole message; null for none
     */
    private static void session(
            ScriptedServer.Peer peer,
            @org.jspecify.annotations.Nullable Cut cut,
            @org.jspecify.annotations.Nullable String end)
            throws IOException {
        if (cut == Cut.GREETING) {
            return;
        }
        peer.send("220 mx");
        String line = peer.line();
        while (true) {
            String verb = line.split(" ")[0];
            if (cut != null && cut.name().equals(verb)) {
                return;
            }
            switch (verb) {
                case "EHLO" -> peer.send("250-mx", "250 AUTH PLAIN");
                case "AUTH" -> peer.send("235 ok");
                case "DATA" -> {
                    peer.send("354 go");
                    while (!line.equals(".")) {
                        line = peer.line();
                        if (cut == Cut.BODY) {
                            return;
                        }
                    }
                    if (end == null) {
                        return;
                    }
                    peer.send(end);
                }
                case "QUIT" -> {
                    return;
                }
                default -> peer.send("250 ok");
            }
            line = peer.line();
        }
    }
}

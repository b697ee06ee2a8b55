package pl.rozmowa.sending;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.account.FolderRole;
import pl.rozmowa.conversation.ReceivedEmail;
import pl.rozmowa.conversation.ReceivedPage;
import pl.rozmowa.conversation.Receiving;
import pl.rozmowa.mail.Endpoint;
import pl.rozmowa.mail.MimeParser;
import pl.rozmowa.mail.ParseLimits;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.Postfix;
import pl.rozmowa.peers.RawImap;
import pl.rozmowa.platform.Await;
import pl.rozmowa.platform.Browser;
import pl.rozmowa.platform.Ids;
import pl.rozmowa.platform.Secrets;
import tools.jackson.databind.JsonNode;

/** Ceramika Dębowa with one mailbox at the real Dovecot and Postfix, and a client whose mail came in. */
final class Office {

    static final String PASSWORD = "sezam-otwiera-drzwi";
    static final String SENT = "Wys&AUI-ane";
    private static final Instant ARRIVED = Instant.parse("2024-11-24T01:00:00Z");
    private static final String HASH =
            new Argon2PasswordEncoder(16, 32, 1, 1024, 1).encode(PASSWORD);

    final Dovecot dovecot = Dovecot.shared();
    final String biuro = dovecot.freshUser("biuro", "debowa.test");
    final String zaneta = dovecot.freshUser("zaneta", "studiolaka.example");
    final String iwo = dovecot.freshUser("iwo", "studiolaka.example");
    final UUID project = Ids.next();
    final UUID account = Ids.next();
    final UUID inbox = Ids.next();
    final UUID sent = Ids.next();
    final UUID hanna;
    final JdbcClient db;
    private final Receiving receiving;
    private final TransactionTemplate transaction;
    private final OffsetDateTime now = Instant.now().atOffset(ZoneOffset.UTC);
    private long uid;

    Office(JdbcClient db, Receiving receiving, TransactionTemplate transaction, Secrets secrets) {
        this.db = db;
        this.receiving = receiving;
        this.transaction = transaction;
        db.sql("insert into project (id, name, created_at) values (?, 'Ceramika Dębowa', ?)")
                .params(project, now)
                .update();
        hanna = member("Hanna Wrzos", "owner");
        Endpoint smtp = Postfix.shared().endpoint(Endpoint.Security.TLS);
        db.sql(
                        """
                        insert into mail_account (project_id, id, owner_id, address, address_key, display_name, provider,
                                                  imap_host, imap_port, imap_security, imap_login,
                                                  smtp_host, smtp_port, smtp_security, smtp_login,
                                                  state, state_at, window_days, connected_at)
                        values (?, ?, ?, ?, ?, 'Ceramika Dębowa', 'other', '127.0.0.1', ?, 'plain', ?,
                                'localhost', ?, 'tls', ?, 'choosing', ?, 30, ?)
                        """)
                .params(
                        project,
                        account,
                        hanna,
                        biuro,
                        biuro,
                        dovecot.imapPort(),
                        biuro,
                        smtp.port(),
                        biuro,
                        now,
                        now)
                .update();
        byte[] password = Dovecot.PASSWORD.getBytes(StandardCharsets.UTF_8);
        db.sql(
                        "insert into account_credential (project_id, account_id, field, sealed) values (?, ?, 'password', ?)")
                .params(project, account, secrets.seal(project, account, "password", password))
                .update();
        folder(inbox, "INBOX", "INBOX", "inbox", "received");
        folder(sent, SENT, "Wysłane", "sent", "sent");
    }

    UUID member(String name, String role) {
        UUID person = Ids.next();
        UUID member = Ids.next();
        String email = person + "@debowa.test";
        db.sql(
                        "insert into person (id, email, email_key, name, password_hash, created_at) values (?, ?, ?, ?, ?, ?)")
                .params(person, email, email, name, HASH, now)
                .update();
        db.sql(
                        "insert into member (project_id, id, person_id, role, joined_at) values (?, ?, ?, ?, ?)")
                .params(project, member, person, role, now)
                .update();
        return member;
    }

    private void folder(UUID id, String wireName, String name, String role, String direction) {
        db.sql(
                        """
                        insert into folder (project_id, id, account_id, wire_name, name, delimiter, role, selectable,
                                            chosen, direction)
                        values (?, ?, ?, ?, ?, '/', ?, true, true, ?)
                        """)
                .params(project, id, account, wireName, name, role, direction)
                .update();
    }

    Browser signedIn(UUID member, Browser browser) {
        String email =
                db.sql(
                                "select p.email from person p join member m on m.person_id = p.id where m.project_id = ? and m.id = ?")
                        .params(project, member)
                        .query(String.class)
                        .single();
        browser.get("/api/session");
        Browser.Answer answer =
                browser.post("/api/login", Map.of("email", email, "password", PASSWORD));
        if (answer.status() != 200) {
            throw new AssertionError(answer.text());
        }
        browser.get("/api/session"); // the token for what follows
        return browser;
    }

    /** A person paused the mailbox. */
    void pause() {
        db.sql(
                        "update mail_account set state = 'on_hold', held_by = ? where project_id = ? and id = ?")
                .params(hanna, project, account)
                .update();
    }

    String state() {
        return db.sql("select state from mail_account where project_id = ? and id = ?")
                .params(project, account)
                .query(String.class)
                .single();
    }

    /** Sends through this server instead of Postfix, without TLS. */
    void submitTo(int port) {
        db.sql(
                        "update mail_account set smtp_port = ?, smtp_security = 'plain' where project_id = ?")
                .params(port, project)
                .update();
    }

    /** A client's mail came into the mailbox's tables; the email's id. */
    UUID arrived(String headers, String body) {
        String source =
                ("From: Żaneta Gołąb <"
                                + zaneta
                                + ">\nTo: Biuro <"
                                + biuro
                                + ">\nDate: Sun, 24 Nov 2024 02:00:00 +0100\n"
                                + headers
                                + "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
                                + body)
                        .replace("\n", "\r\n");
        return arrivedAs(source);
    }

    UUID arrivedAs(String source) {
        byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
        ReceivedEmail email =
                new ReceivedEmail(
                        ++uid,
                        Set.of(),
                        ARRIVED,
                        bytes.length,
                        null,
                        MimeParser.parse(bytes, ParseLimits.STANDARD),
                        bytes,
                        true);
        transaction.executeWithoutResult(tx ->
                receiving.receive(
                        new ReceivedPage(
                                project,
                                account,
                                Set.of(biuro),
                                inbox,
                                FolderRole.INBOX,
                                77,
                                false,
                                List.of(email))));
        return db.sql("select id from email where project_id = ? order by id desc limit 1")
                .param(project)
                .query(UUID.class)
                .single();
    }

    UUID question() {
        return arrived(
                "Subject: Płytki do łazienki\nMessage-ID: <pytanie@studiolaka.example>\nReferences: <a@x.example> <b@x.example>",
                "Dzień dobry,\nile kosztują płytki?\n\nPozdrawiam\nŻaneta\n");
    }

    UUID conversationOf(UUID email) {
        return db.sql("select conversation_id from email where project_id = ? and id = ?")
                .params(project, email)
                .query(UUID.class)
                .single();
    }

    /** What the composer hands in; a test changes what it is about. */
    Map<String, Object> reply(UUID email, String html) {
        Map<String, Object> reply = new HashMap<>();
        reply.put("idempotencyKey", UUID.randomUUID().toString());
        reply.put("emailId", email.toString());
        reply.put("to", List.of(Map.of("name", "Żaneta Gołąb", "email", zaneta)));
        reply.put("cc", List.of());
        reply.put("bcc", List.of());
        reply.put("subject", "Re: Płytki do łazienki");
        reply.put("html", html);
        reply.put("includeQuote", true);
        return reply;
    }

    Browser.Answer send(Browser browser, UUID email, Map<String, Object> reply) {
        return browser.post("/api/conversations/" + conversationOf(email) + "/replies", reply);
    }

    /** Sends, and waits until it is in that phase. */
    JsonNode sent(Browser browser, UUID email, Map<String, Object> reply, String phase) {
        Browser.Answer answer = send(browser, email, reply);
        if (answer.status() != 202) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        return await(browser, answer.json().path("submissionId").asString(), phase);
    }

    JsonNode await(Browser browser, String submission, String phase) {
        return Await.value(
                "the submission is " + phase,
                () -> browser.get("/api/submissions/" + submission).json(),
                json -> json.path("phase").asString("").equals(phase));
    }

    /** The sources that lie in a folder of somebody's. */
    List<String> mail(String address, String folder) {
        try (RawImap imap = dovecot.outside(address)) {
            return imap.sources(folder);
        }
    }

    List<String> awaitMail(String address, String folder, int count) {
        return Await.value(
                count + " in " + folder,
                () -> mail(address, folder),
                sources -> sources.size() == count);
    }

    String column(String column, String submission) {
        return db.sql(
                        "select ("
                                + column
                                + ")::text from email_submission where project_id = ? and id = ?::uuid")
                .params(project, submission)
                .query(String.class)
                .single();
    }

    int count(String sql) {
        return db.sql(sql).param(project).query(Integer.class).single();
    }
}

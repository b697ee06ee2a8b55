package pl.rozmowa.conversation;

import static pl.rozmowa.conversation.Letter.NOON;

import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.account.FolderRole;
import pl.rozmowa.platform.Browser;
import pl.rozmowa.platform.Ids;

/** A project of its own for a test: Ceramika Dębowa with its people and mailboxes, and letters that come in. */
public final class Desk {

    public static final Set<String> OWN = Set.of("biuro@debowa.test");

    public final UUID project = Ids.next();
    public final UUID hanna;
    public final UUID biuro;
    public final UUID inbox;
    public final UUID sent;

    private final JdbcClient db;
    private final Receiving receiving;
    private final TransactionTemplate transaction;
    private final AtomicLong uids = new AtomicLong();

    public Desk(JdbcClient db, Receiving receiving, TransactionTemplate transaction) {
        this.db = db;
        this.receiving = receiving;
        this.transaction = transaction;
        db.sql("insert into project (id, name, created_at) values (?, 'Ceramika Dębowa', ?)")
                .params(project, Timestamp.from(NOON))
                .update();
        hanna = member("Hanna Wrzos", "owner");
        biuro = account("biuro@debowa.test", hanna, "project");
        inbox = folder(biuro, "INBOX", "inbox");
        sent = folder(biuro, "Sent", "sent");
    }

    public static final String PASSWORD = "sezam-otwiera-drzwi";
    private static final String HASH =
            new Argon2PasswordEncoder(16, 32, 1, 1024, 1).encode(PASSWORD);

    /** The member, signed in as a person of the browser's. */
    public Browser signedIn(UUID member, Browser browser) {
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
        browser.get("/api/session");
        return browser;
    }

    public UUID member(String name, String role) {
        UUID person = Ids.next();
        UUID member = Ids.next();
        db.sql(
                        "insert into person (id, email, email_key, name, password_hash, created_at) values (?, ?, ?, ?, ?, ?)")
                .params(
                        person,
                        person + "@debowa.test",
                        person + "@debowa.test",
                        name,
                        HASH,
                        Timestamp.from(NOON))
                .update();
        db.sql(
                        "insert into member (project_id, id, person_id, role, joined_at) values (?, ?, ?, ?, ?)")
                .params(project, member, person, role, Timestamp.from(NOON))
                .update();
        return member;
    }

    public UUID account(String address, UUID owner, String sharing) {
        UUID account = Ids.next();
        db.sql(
                        """
                        insert into mail_account (project_id, id, owner_id, address, address_key, provider,
                            imap_host, imap_port, imap_security, imap_login, smtp_host, smtp_port, smtp_security, smtp_login,
                            sharing, state, state_at, connected_at)
                        values (?, ?, ?, ?, ?, 'other', 'localhost', 993, 'tls', 'x', 'localhost', 465, 'tls', 'x', ?, 'live', ?, ?)
                        """)
                .params(
                        project,
                        account,
                        owner,
                        address,
                        address,
                        sharing,
                        Timestamp.from(NOON),
                        Timestamp.from(NOON))
                .update();
        return account;
    }

    public UUID folder(UUID account, String name, String role) {
        UUID folder = Ids.next();
        db.sql(
                        """
                        insert into folder (project_id, id, account_id, wire_name, name, role, selectable, chosen)
                        values (?, ?, ?, ?, ?, ?, true, true)
                        """)
                .params(project, folder, account, name, name, role)
                .update();
        return folder;
    }

    public void grant(UUID conversation, UUID member, String level) {
        db.sql(
                        """
                        insert into conversation_grant (project_id, conversation_id, member_id, level, granted_by, granted_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(project, conversation, member, level, hanna, Timestamp.from(NOON))
                .update();
    }

    public Received arrive(Letter... letters) {
        return arrive(biuro, inbox, FolderRole.INBOX, letters);
    }

    public Received leave(Letter... letters) {
        return arrive(biuro, sent, FolderRole.SENT, letters);
    }

    public Received arrive(UUID account, UUID folder, FolderRole role, Letter... letters) {
        return receive(
                page(
                        account,
                        folder,
                        role,
                        Arrays.stream(letters).map(l -> l.at(uids.incrementAndGet())).toList()));
    }

    public ReceivedPage page(
            UUID account, UUID folder, FolderRole role, List<ReceivedEmail> emails) {
        return new ReceivedPage(project, account, OWN, folder, role, 1, false, emails);
    }

    public Received receive(ReceivedPage page) {
        return transaction.execute(status -> receiving.receive(page));
    }

    /** The conversation that the letter with this Message-ID is in. */
    public UUID conversationOf(String id) {
        return db.sql("select conversation_id from email where project_id = ? and message_id = ?")
                .params(project, id + "@test")
                .query(UUID.class)
                .single();
    }

    public long count(String table) {
        return db.sql("select count(*) from " + table + " where project_id = ?")
                .param(project)
                .query(Long.class)
                .single();
    }
}

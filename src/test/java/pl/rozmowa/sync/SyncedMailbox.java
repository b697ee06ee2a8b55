package pl.rozmowa.sync;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.peers.RawImap;
import pl.rozmowa.platform.Await;
import pl.rozmowa.platform.Ids;
import pl.rozmowa.platform.Secrets;

/** A mailbox at the real Dovecot, connected straight in the tables, with a project of its own. */
final class SyncedMailbox {

    final JdbcClient jdbc;
    final Dovecot dovecot = Dovecot.shared();
    final String address = dovecot.freshUser("biuro", "debowa.test");
    final UUID project = Ids.next();
    final UUID member = Ids.next();
    final UUID account = Ids.next();
    final UUID inbox = Ids.next();
    final UUID sent = Ids.next();

    private final BiConsumer<UUID, UUID> changed;

    /** @param changed tells the engine that the account of a project was changed */
    SyncedMailbox(JdbcClient jdbc, BiConsumer<UUID, UUID> changed) {
        this.jdbc = jdbc;
        this.changed = changed;
    }

    /** Everything but the state that makes the engine begin. */
    void connect(Secrets secrets) {
        UUID person = Ids.next();
        OffsetDateTime now = Instant.now().atOffset(ZoneOffset.UTC);
        jdbc.sql(
                        """
                        insert into person (id, email, email_key, name, password_hash, created_at)
                        values (?, ?, ?, 'Hanna Wrzos', 'none', ?)
                        """)
                .params(person, "p-" + address, "p-" + address, now)
                .update();
        jdbc.sql("insert into project (id, name, created_at) values (?, 'Ceramika Dębowa', ?)")
                .params(project, now)
                .update();
        jdbc.sql(
                        "insert into member (project_id, id, person_id, role, joined_at) values (?, ?, ?, 'owner', ?)")
                .params(project, member, person, now)
                .update();
        jdbc.sql(
                        """
                        insert into mail_account (project_id, id, owner_id, address, address_key, provider,
                                                  imap_host, imap_port, imap_security, imap_login,
                                                  smtp_host, smtp_port, smtp_security, smtp_login,
                                                  state, state_at, window_days, connected_at)
                        values (?, ?, ?, ?, ?, 'other', '127.0.0.1', ?, 'plain', ?,
                                '127.0.0.1', 25, 'plain', ?, 'choosing', ?, 30, ?)
                        """)
                .params(
                        project,
                        account,
                        member,
                        address,
                        address,
                        dovecot.imapPort(),
                        address,
                        address,
                        now,
                        now)
                .update();
        jdbc.sql(
                        "insert into account_credential (project_id, account_id, field, sealed) values (?, ?, 'password', ?)")
                .params(
                        project,
                        account,
                        secrets.seal(
                                project,
                                account,
                                "password",
                                Dovecot.PASSWORD.getBytes(StandardCharsets.UTF_8)))
                .update();
        folder(inbox, "INBOX", "INBOX", "inbox", "received");
        folder(sent, "Wys&AUI-ane", "Wysłane", "sent", "sent");
    }

    void begin() {
        enter("backfilling");
    }

    void enter(String state) {
        jdbc.sql("update mail_account set state = ? where project_id = ? and id = ?")
                .params(state, project, account)
                .update();
    }

    /** Enters a state in which nobody works on the mailbox, and waits until nobody does. */
    void rest(String state) {
        enter(state);
        changed.accept(project, account);
        Await.until(
                "the session has ended",
                () ->
                        count(
                                        "select count(*) from account_lease where project_id = ? and node is not null and until > now()")
                                == 0);
    }

    /** A folder that is known and not followed. */
    UUID know(String name, String role) {
        UUID id = Ids.next();
        folder(id, name, name, role, "none");
        jdbc.sql("update folder set chosen = false where project_id = ? and id = ?")
                .params(project, id)
                .update();
        return id;
    }

    /** Reached through somebody else's port. */
    void through(int port) {
        jdbc.sql("update mail_account set imap_port = ? where project_id = ? and id = ?")
                .params(port, project, account)
                .update();
    }

    /** A further folder that is chosen. */
    UUID follow(String name) {
        UUID id = Ids.next();
        folder(id, name, name, "other", "received");
        return id;
    }

    void awaitLive() {
        Await.value("the mailbox is live", this::state, "live"::equals);
    }

    String state() {
        return jdbc.sql("select state from mail_account where project_id = ? and id = ?")
                .params(project, account)
                .query(String.class)
                .single();
    }

    RawImap outside() {
        return dovecot.outside(address);
    }

    int count(String sql, Object... more) {
        Object[] all = new Object[more.length + 1];
        all[0] = project;
        System.arraycopy(more, 0, all, 1, more.length);
        return jdbc.sql(sql).params(all).query(Integer.class).single();
    }

    /** State and flags of every UID of a folder that isn't gone, as the tables have them. */
    Map<Long, String> placements(UUID folder) {
        Map<Long, String> found = new TreeMap<>();
        jdbc.sql(
                        """
                        select uid, state, array_to_string(array(select unnest(flags) order by 1), ' ') as flags
                        from email_placement
                        where project_id = ? and folder_id = ? and state <> 'gone'
                        """)
                .params(project, folder)
                .query(row -> {
                    found.put(
                            row.getLong("uid"),
                            row.getString("state") + " (" + row.getString("flags") + ")");
                });
        return found;
    }

    /** The same as the server tells it, everything fetched. */
    Map<Long, String> truth(String wireName) {
        Map<Long, String> found = new TreeMap<>();
        try (RawImap imap = outside()) {
            for (String line : imap.flags(wireName)) {
                int space = line.indexOf(' ');
                String[] flags = line.substring(space + 2, line.length() - 1).split(" ");
                Arrays.sort(flags);
                found.put(
                        Long.parseLong(line.substring(0, space)),
                        "fetched (" + String.join(" ", flags) + ")");
            }
        }
        return found;
    }

    private void folder(UUID id, String wireName, String name, String role, String direction) {
        jdbc.sql(
                        """
                        insert into folder (project_id, id, account_id, wire_name, name, delimiter, role, selectable,
                                            chosen, direction)
                        values (?, ?, ?, ?, ?, '/', ?, true, true, ?)
                        """)
                .params(project, id, account, wireName, name, role, direction)
                .update();
    }
}

package pl.rozmowa.sharing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.account.FolderRole;
import pl.rozmowa.conversation.ReceivedEmail;
import pl.rozmowa.conversation.ReceivedPage;
import pl.rozmowa.conversation.Receiving;
import pl.rozmowa.mail.MimeParser;
import pl.rozmowa.mail.ParseLimits;
import pl.rozmowa.platform.Ids;
import pl.rozmowa.team.Team;

/** A team with mailboxes that letters come into. */
final class Studio {

    final Team team;
    final UUID project;
    private final JdbcClient db;
    private final Receiving receiving;
    private final TransactionTemplate transaction;
    private long uid;

    Studio(Team team, JdbcClient db, Receiving receiving, TransactionTemplate transaction) {
        this.team = team;
        this.project = team.project().id();
        this.db = db;
        this.receiving = receiving;
        this.transaction = transaction;
    }

    /** A mailbox with an inbox that has its id. */
    UUID mailbox(String local, UUID owner, String sharing) {
        UUID account = Ids.next();
        db.sql(
                        """
                        insert into mail_account (project_id, id, owner_id, address, address_key, provider,
                            imap_host, imap_port, imap_security, imap_login, smtp_host, smtp_port, smtp_security, smtp_login,
                            sharing, state, state_at, connected_at)
                        values (?, ?, ?, ? || '@debowa.test', ? || '@debowa.test', 'other', '192.0.2.1', 993, 'tls', 'x',
                            '192.0.2.1', 465, 'tls', 'x', ?, 'needs_sign_in', now(), now())
                        """)
                .params(project, account, owner, local, local, sharing)
                .update();
        db.sql(
                        """
                        insert into folder (project_id, id, account_id, wire_name, name, role, selectable, chosen)
                        values (?, ?, ?, 'INBOX', 'INBOX', 'inbox', true, true)
                        """)
                .params(project, account, account)
                .update();
        return account;
    }

    void share(UUID account, UUID member, String level) {
        db.sql(
                        "insert into account_share (project_id, account_id, member_id, level) values (?, ?, ?, ?)")
                .params(project, account, member, level)
                .update();
    }

    /** A letter from a client with one attachment comes in; its conversation. */
    UUID arrived(UUID account, String id, String from, String... headers) {
        String source =
                """
                From: %s
                To: biuro@debowa.test
                Subject: Płytki %s
                Message-ID: <%s@test>
                Date: Mon, 2 Nov 2026 10:00:00 +0100
                %s
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain; charset=UTF-8

                Dzień dobry, %s
                --b
                Content-Type: text/plain; name=lista.txt
                Content-Disposition: attachment; filename=lista.txt

                jedna
                --b--
                """
                        .formatted(from, id, id, String.join("\n", headers), id)
                        .replace("\n\nMIME", "\nMIME")
                        .replace("\n", "\r\n");
        byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
        ReceivedEmail email =
                new ReceivedEmail(
                        ++uid,
                        Set.of(),
                        Instant.parse("2026-11-02T09:00:00Z").plusSeconds(uid),
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
                                Set.of("biuro@debowa.test"),
                                account,
                                FolderRole.INBOX,
                                1,
                                false,
                                List.of(email))));
        return db.sql(
                        "select conversation_id from email where project_id = ? order by id desc limit 1")
                .param(project)
                .query(UUID.class)
                .single();
    }

    int count(String sql) {
        return db.sql(sql).param(project).query(Integer.class).single();
    }
}

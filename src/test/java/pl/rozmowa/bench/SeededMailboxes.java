package pl.rozmowa.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import pl.rozmowa.peers.Dovecot;
import pl.rozmowa.platform.Ids;
import pl.rozmowa.platform.Secrets;
import pl.rozmowa.platform.SecretsOf;

/** Many mailboxes of one project, put straight into the database of a running application whose engine is off: as if just connected. */
final class SeededMailboxes {

    private SeededMailboxes() {}

    static String address(int number) {
        return "m%05d@spokojna.test".formatted(number);
    }

    /** Each with its inbox and Sent chosen, at this port of localhost, by TLS. */
    static void into(BenchApp app, int mailboxes, int imapsPort) throws IOException, SQLException {
        try (Connection connection = app.database(false)) {
            Secrets secrets =
                    SecretsOf.installation(
                            app.data(), new SingleConnectionDataSource(connection, true));
            connection.setAutoCommit(false);
            UUID project;
            UUID owner;
            try (Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("select project_id, id from member limit 1")) {
                row.next();
                project = row.getObject(1, UUID.class);
                owner = row.getObject(2, UUID.class);
            }
            accounts(connection, secrets, project, owner, mailboxes, imapsPort);
            connection.commit();
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("analyze");
            }
        }
    }

    private static void accounts(
            Connection connection,
            Secrets secrets,
            UUID project,
            UUID owner,
            int mailboxes,
            int port)
            throws SQLException {
        try (PreparedStatement account =
                        connection.prepareStatement(
                                """
                                insert into mail_account (
                                    project_id, id, owner_id, address, address_key, provider,
                                    imap_host, imap_port, imap_security, imap_login,
                                    smtp_host, smtp_port, smtp_security, smtp_login,
                                    state, state_at, connected_at)
                                values (?, ?, ?, ?, ?, 'other', 'localhost', ?, 'tls', ?, 'localhost', 25, 'plain', ?,
                                        'backfilling', now(), now())
                                """);
                PreparedStatement credential =
                        connection.prepareStatement(
                                "insert into account_credential (project_id, account_id, field, sealed) values (?, ?, 'password', ?)");
                PreparedStatement folder =
                        connection.prepareStatement(
                                """
                                insert into folder (
                                    project_id, id, account_id, wire_name, name, delimiter, role, selectable, chosen, direction)
                                values (?, ?, ?, ?, ?, '/', ?, true, true, ?)
                                """)) {
            byte[] password = Dovecot.PASSWORD.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < mailboxes; i++) {
                UUID id = Ids.next();
                String address = address(i);
                add(account, project, id, owner, address, address, port, address, address);
                add(credential, project, id, secrets.seal(project, id, "password", password));
                add(folder, project, Ids.next(), id, "INBOX", "INBOX", "inbox", "received");
                add(folder, project, Ids.next(), id, "Wys&AUI-ane", "Wysłane", "sent", "sent");
                if (i % 500 == 499) {
                    run(account, credential, folder);
                }
            }
            run(account, credential, folder);
        }
    }

    private static void add(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }

    private static void run(PreparedStatement... statements) throws SQLException {
        for (PreparedStatement statement : statements) {
            statement.executeBatch();
        }
    }
}

package pl.rozmowa.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.mail.Endpoint;

/** The rows of {@code mail_account}. */
@Repository
class AccountTable {

    static final String COLUMNS =
            """
            select a.project_id, a.id, a.owner_id, a.address, a.address_key, a.aliases, a.display_name, a.provider,
                   a.imap_host, a.imap_port, a.imap_security, a.imap_login,
                   a.smtp_host, a.smtp_port, a.smtp_security, a.smtp_login,
                   a.sharing, a.state, a.state_reason, a.state_at, a.window_days, a.colour, a.connected_at
            """;

    private final JdbcClient db;
    private final Clock clock;

    AccountTable(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    Optional<MailAccount> find(UUID projectId, UUID accountId) {
        return db.sql(
                        COLUMNS
                                + """
                                from mail_account a
                                where a.project_id = :project
                                  and a.id = :account
                                """)
                .param("project", projectId)
                .param("account", accountId)
                .query(AccountTable::account)
                .optional();
    }

    List<MailAccount> workable() {
        return db.sql(
                        COLUMNS
                                + """
                                from mail_account a
                                where a.state in ('backfilling', 'live', 'backing_off', 'paused', 'disconnecting')
                                order by a.project_id, a.id
                                """)
                .query(AccountTable::account)
                .list();
    }

    /** Only the user leaves {@code disconnecting} and {@code disconnected}, by connecting again. */
    boolean enter(UUID projectId, UUID accountId, AccountState state, @Nullable String reason) {
        return db.sql(
                                """
                                update mail_account
                                set state = :state,
                                    state_reason = :reason,
                                    state_at = :now
                                where project_id = :project
                                  and id = :account
                                  and (state not in ('disconnecting', 'disconnected')
                                    or (state = 'disconnecting' and :state = 'disconnected'))
                                """)
                        .param("state", state.key())
                        .param("reason", reason)
                        .param("now", now())
                        .param("project", projectId)
                        .param("account", accountId)
                        .update()
                == 1;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    static MailAccount account(ResultSet row, int n) throws SQLException {
        return new MailAccount(
                row.getObject("project_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getObject("owner_id", UUID.class),
                row.getString("address"),
                row.getString("address_key"),
                List.of((String[]) row.getArray("aliases").getArray()),
                row.getString("display_name"),
                row.getString("provider"),
                server(row, "imap"),
                row.getString("imap_login"),
                server(row, "smtp"),
                row.getString("smtp_login"),
                Sharing.of(row.getString("sharing")),
                AccountState.of(row.getString("state")),
                row.getString("state_reason"),
                instant(row, "state_at"),
                row.getInt("window_days"),
                row.getInt("colour"),
                instant(row, "connected_at"));
    }

    private static Endpoint server(ResultSet row, String side) throws SQLException {
        return new Endpoint(
                row.getString(side + "_host"),
                row.getInt(side + "_port"),
                Endpoint.Security.of(row.getString(side + "_security")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}

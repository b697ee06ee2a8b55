package pl.rozmowa.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.mail.Endpoint;

/** The rows of {@code mail_account}. */
@Repository
class AccountTable {

    static final String COLUMNS =
            """
            select a.project_id, a.id, a.owner_id, a.address, a.address_key, a.aliases, a.display_name, a.provider,
                   a.imap_host, a.imap_port, a.imap_security, a.imap_login,
                   a.smtp_host, a.smtp_port, a.smtp_security, a.smtp_login,
                   a.sharing, a.state, a.state_reason, a.state_at, a.window_days, a.colour, a.connected_at,
                   a.mark_seen
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

    void markSeen(UUID projectId, UUID accountId, boolean wanted) {
        db.sql(
                        """
                        update mail_account
                        set mark_seen = :wanted
                        where project_id = :project
                          and id = :account
                        """)
                .param("wanted", wanted)
                .param("project", projectId)
                .param("account", accountId)
                .update();
    }

    /** No mailbox is shared with this member any more. */
    void unshareAll(UUID projectId, UUID memberId) {
        db.sql(
                        """
                        delete from account_share
                        where project_id = :project
                          and member_id = :member
                        """)
                .param("project", projectId)
                .param("member", memberId)
                .update();
    }

    /**
     * Only the user leaves {@code disconnecting} and {@code disconnected}, by connecting again, and {@code on_hold}, by resuming or
     * disconnecting. A further reason for the same state doesn't begin the state anew.
     */
    boolean enter(UUID projectId, UUID accountId, AccountState state, @Nullable String reason) {
        return db.sql(
                                """
                                update mail_account
                                set state = :state,
                                    state_reason = :reason,
                                    state_at = case when state = :state then state_at else :now end,
                                    held_by = null
                                where project_id = :project
                                  and id = :account
                                  and state not in ('disconnecting', 'disconnected')
                                  and (state <> 'on_hold' or :state = 'disconnecting')
                                  and (state <> :state or state_reason is distinct from cast(:reason as text))
                                """)
                        .param("state", state.key())
                        .param("reason", reason)
                        .param("now", now())
                        .param("project", projectId)
                        .param("account", accountId)
                        .update()
                == 1;
    }

    /** The mailbox, locked, if this member may manage it: the access rule of every change. */
    Optional<MailAccount> lockManaged(UUID projectId, UUID accountId, UUID memberId) {
        return db.sql(
                        COLUMNS
                                + """
                                from mail_account a
                                where a.project_id = :project
                                  and a.id = :account
                                  and exists (
                                    select 1
                                    from account_access x
                                    where x.project_id = a.project_id
                                      and x.account_id = a.id
                                      and x.member_id = :member
                                      and x.level = 'manage')
                                for no key update of a
                                """)
                .param("project", projectId)
                .param("account", accountId)
                .param("member", memberId)
                .query(AccountTable::account)
                .optional();
    }

    /** How far a member reaches into a mailbox. */
    Optional<AccessLevel> level(UUID projectId, UUID accountId, UUID memberId) {
        return db.sql(
                        """
                        select x.level
                        from account_access x
                        where x.project_id = :project
                          and x.account_id = :account
                          and x.member_id = :member
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .param("member", memberId)
                .query(String.class)
                .optional()
                .map(AccessLevel::of);
    }

    /** Everybody who reaches a mailbox. */
    List<UUID> audience(UUID projectId, UUID accountId) {
        return db.sql(
                        """
                        select x.member_id
                        from account_access x
                        where x.project_id = :project
                          and x.account_id = :account
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .query(UUID.class)
                .list();
    }

    /** The id of the mailbox with this address in the project, locked. */
    Optional<UUID> lockByAddress(UUID projectId, String addressKey) {
        return db.sql(
                        """
                        select id
                        from mail_account
                        where project_id = :project
                          and address_key = :key
                        for update
                        """)
                .param("project", projectId)
                .param("key", addressKey)
                .query(UUID.class)
                .optional();
    }

    /** Holds the mailbox until the commit: whoever stores a page in it ends first, and whoever is about to waits. */
    void lock(UUID projectId, UUID accountId) {
        db.sql(
                        """
                        select id
                        from mail_account
                        where project_id = :project
                          and id = :account
                        for update
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .query(UUID.class)
                .optional();
    }

    /** A new mailbox; false when the project has one with this address already. */
    boolean add(UUID projectId, UUID id, UUID ownerId, String address, SignedIn proved) {
        return withServers(
                                db.sql(
                                        """
                                        insert into mail_account (project_id, id, owner_id, address, address_key, provider,
                                            imap_host, imap_port, imap_security, imap_login,
                                            smtp_host, smtp_port, smtp_security, smtp_login,
                                            state, state_at, colour, connected_at)
                                        values (:project, :id, :owner, :address, :key, :provider,
                                            :imapHost, :imapPort, :imapSecurity, :imapLogin,
                                            :smtpHost, :smtpPort, :smtpSecurity, :smtpLogin,
                                            'choosing', :now,
                                            (select count(*) % 8 from mail_account where project_id = :project), :now)
                                        on conflict (project_id, address_key) do nothing
                                        """),
                                proved)
                        .param("project", projectId)
                        .param("id", id)
                        .param("owner", ownerId)
                        .param("address", address)
                        .param("key", EmailAddress.of(address).key())
                        .param("now", now())
                        .update()
                == 1;
    }

    /** A known mailbox whose credentials work again. */
    void takeUp(UUID projectId, UUID id, SignedIn proved, AccountState state) {
        withServers(
                        db.sql(
                                """
                                update mail_account
                                set provider = :provider,
                                    imap_host = :imapHost,
                                    imap_port = :imapPort,
                                    imap_security = :imapSecurity,
                                    imap_login = :imapLogin,
                                    smtp_host = :smtpHost,
                                    smtp_port = :smtpPort,
                                    smtp_security = :smtpSecurity,
                                    smtp_login = :smtpLogin,
                                    state = :state,
                                    state_reason = null,
                                    state_at = :now,
                                    held_by = case when :state = 'on_hold' then held_by end
                                where project_id = :project
                                  and id = :id
                                """),
                        proved)
                .param("project", projectId)
                .param("id", id)
                .param("state", state.key())
                .param("now", now())
                .update();
    }

    private static JdbcClient.StatementSpec withServers(
            JdbcClient.StatementSpec statement, SignedIn proved) {
        Endpoint imap = proved.settings().imap();
        Endpoint smtp = proved.settings().smtp();
        return statement
                .param("provider", proved.provider())
                .param("imapHost", imap.host())
                .param("imapPort", imap.port())
                .param("imapSecurity", imap.security().key())
                .param("imapLogin", proved.imapLogin())
                .param("smtpHost", smtp.host())
                .param("smtpPort", smtp.port())
                .param("smtpSecurity", smtp.security().key())
                .param("smtpLogin", proved.smtpLogin());
    }

    void chooseWindow(UUID projectId, UUID id, int days) {
        db.sql(
                        """
                        update mail_account
                        set window_days = :days
                        where project_id = :project
                          and id = :id
                        """)
                .param("days", days)
                .param("project", projectId)
                .param("id", id)
                .update();
    }

    /** Who sees it besides its owner; shares only count where members were chosen. */
    void share(UUID projectId, UUID id, Sharing sharing, Map<UUID, AccessLevel> shares) {
        db.sql(
                        """
                        update mail_account
                        set sharing = :sharing
                        where project_id = :project
                          and id = :id
                        """)
                .param("sharing", sharing.key())
                .param("project", projectId)
                .param("id", id)
                .update();
        db.sql(
                        """
                        delete from account_share
                        where project_id = :project
                          and account_id = :id
                        """)
                .param("project", projectId)
                .param("id", id)
                .update();
        db.sql(
                        """
                        insert into account_share (project_id, account_id, member_id, level)
                        select :project, :id, s.member_id, s.level
                        from unnest(cast(:members as uuid[]), cast(:levels as text[])) as s (member_id, level)
                        """)
                .param("project", projectId)
                .param("id", id)
                .param("members", Uuids.texts(shares.keySet()))
                .param(
                        "levels",
                        shares.values().stream().map(AccessLevel::key).toArray(String[]::new))
                .update();
    }

    /** With its folders, conversations and emails: the database follows the foreign keys. */
    void delete(UUID projectId, UUID id) {
        db.sql(
                        """
                        delete from mail_account
                        where project_id = :project
                          and id = :id
                        """)
                .param("project", projectId)
                .param("id", id)
                .update();
    }

    /** From {@code disconnecting} only: a mailbox taken up again meanwhile stays. */
    boolean disconnected(UUID projectId, UUID accountId) {
        return db.sql(
                                """
                                update mail_account
                                set state = 'disconnected',
                                    state_reason = null,
                                    state_at = :now
                                where project_id = :project
                                  and id = :account
                                  and state = 'disconnecting'
                                """)
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
                instant(row, "connected_at"),
                row.getBoolean("mark_seen"));
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

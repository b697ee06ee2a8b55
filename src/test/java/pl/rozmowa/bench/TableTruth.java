package pl.rozmowa.bench;

import com.github.luben.zstd.Zstd;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pl.rozmowa.peers.ServerTruth.Place;

/** What our tables say about one mailbox, read with plain SQL and none of the application's code. */
final class TableTruth {

    private final Connection database;
    private final UUID account;

    TableTruth(Connection database, UUID account) {
        this.database = database;
        this.account = account;
    }

    /** A placement that isn't gone. */
    record Row(String state, @Nullable UUID emailId, Set<String> flags) {}

    /** @param source decompressed; the header block alone where the email isn't whole */
    record Email(
            UUID id,
            UUID conversationId,
            boolean whole,
            boolean removed,
            boolean seen,
            String text,
            byte @Nullable [] source) {}

    record Attachment(UUID emailId, String path, @Nullable String sha256, int failures) {}

    /** The folders that are chosen and that the server was last seen to have, by their wire names; drafts are nobody's. */
    List<String> followed() throws SQLException {
        return strings(
                """
                select wire_name from folder
                where account_id = ? and chosen and selectable and not vanished and role <> 'drafts'
                order by wire_name
                """);
    }

    String state() throws SQLException {
        List<String> states =
                strings(
                        "select state || coalesce(' ' || state_reason, '') from mail_account where id = ?");
        return states.isEmpty() ? "unknown" : states.getFirst();
    }

    Map<Place, Row> placements() throws SQLException {
        Map<Place, Row> rows = new HashMap<>();
        each(
                """
                select f.wire_name, p.uid_validity, p.uid, p.state, p.email_id, p.flags
                from email_placement p join folder f on f.project_id = p.project_id and f.id = p.folder_id
                where f.account_id = ? and p.state <> 'gone'
                """,
                row ->
                        rows.put(
                                new Place(row.getString(1), row.getLong(2), row.getLong(3)),
                                new Row(
                                        row.getString(4),
                                        row.getObject(5, UUID.class),
                                        new TreeSet<>(
                                                List.of((String[]) row.getArray(6).getArray())))));
        return rows;
    }

    Map<UUID, Email> emails() throws SQLException {
        Map<UUID, Email> emails = new HashMap<>();
        each(
                """
                select e.id, e.conversation_id, e.whole, e.removed_at is not null, e.seen, e.text_body, s.zstd, s.length
                from email e left join email_source s on s.project_id = e.project_id and s.email_id = e.id
                where e.account_id = ?
                """,
                row -> {
                    byte[] zstd = row.getBytes(7);
                    emails.put(
                            row.getObject(1, UUID.class),
                            new Email(
                                    row.getObject(1, UUID.class),
                                    row.getObject(2, UUID.class),
                                    row.getBoolean(3),
                                    row.getBoolean(4),
                                    row.getBoolean(5),
                                    row.getString(6),
                                    zstd == null ? null : Zstd.decompress(zstd, row.getInt(8))));
                });
        return emails;
    }

    /** Of emails that came in parts. */
    List<Attachment> attachments() throws SQLException {
        List<Attachment> found = new ArrayList<>();
        each(
                """
                select t.email_id, t.part_path, t.sha256, t.fetch_failures
                from attachment t join email e on e.project_id = t.project_id and e.id = t.email_id
                where e.account_id = ? and not e.whole
                order by t.email_id, t.ordinal
                """,
                row -> {
                    byte[] sha256 = row.getBytes(3);
                    found.add(
                            new Attachment(
                                    row.getObject(1, UUID.class),
                                    row.getString(2),
                                    sha256 == null ? null : HexFormat.of().formatHex(sha256),
                                    row.getInt(4)));
                });
        return found;
    }

    /** What must hold among the tables themselves, whatever the server says; one line for each that doesn't. */
    List<String> broken() throws SQLException {
        List<String> broken = new ArrayList<>();
        rule(
                broken,
                "a conversation counts its emails wrongly",
                """
                select c.id || ' says ' || c.email_count || '/' || c.live_count || '/' || c.attachment_count
                       || ', has ' || s.emails || '/' || s.live || '/' || s.attachments
                from conversation c
                cross join lateral (
                    select count(*) as emails, count(*) filter (where e.removed_at is null) as live,
                           coalesce(sum(e.attachment_count), 0) as attachments
                    from email e where e.project_id = c.project_id and e.conversation_id = c.id) s
                where c.account_id = ?
                  and (c.email_count, c.live_count, c.attachment_count) is distinct from (s.emails, s.live, s.attachments)
                """);
        rule(
                broken,
                "a conversation is unread, or isn't, without reason",
                """
                select c.id || ' says ' || coalesce(c.unseen_at::text, 'nothing') || ', has ' || coalesce(s.at::text, 'nothing')
                from conversation c
                cross join lateral (
                    select max(e.at) filter (where e.arrived_unseen) as at
                    from email e where e.project_id = c.project_id and e.conversation_id = c.id) s
                where c.account_id = ? and c.unseen_at is distinct from s.at
                """);
        rule(
                broken,
                "a conversation without emails that wasn't merged",
                """
                select c.id::text from conversation c
                where c.account_id = ? and c.merged_into is null
                  and not exists (select 1 from email e where e.project_id = c.project_id and e.conversation_id = c.id)
                """);
        rule(
                broken,
                "an email that lies somewhere is marked as removed, or the other way round",
                """
                select e.id || coalesce(' removed ' || e.removed_at, ' live') from email e
                where e.account_id = ? and not e.submitted
                  and (e.removed_at is null) <> exists (
                      select 1 from email_placement p
                      where p.project_id = e.project_id and p.email_id = e.id and p.state = 'fetched')
                """);
        rule(
                broken,
                "an email that only ever lay at one place is seen there and not here, or the other way round",
                """
                select e.id || ' seen ' || e.seen || ' in ' || min(p.folder_id::text)
                from email e join email_placement p on p.project_id = e.project_id and p.email_id = e.id
                where e.account_id = ?
                group by e.id, e.seen
                having count(*) = 1 and bool_and(p.state = 'fetched') and e.seen <> bool_or('\\Seen' = any(p.flags))
                """);
        rule(
                broken,
                "an email without its source",
                """
                select e.id::text from email e
                where e.account_id = ?
                  and not exists (select 1 from email_source s where s.project_id = e.project_id and s.email_id = e.id)
                """);
        rule(
                broken,
                "a source or attachment without email",
                """
                select s.email_id::text from mail_account a join email_source s on s.project_id = a.project_id
                where a.id = ? and not exists (select 1 from email e where e.project_id = s.project_id and e.id = s.email_id)
                union all
                select t.email_id::text from mail_account a join attachment t on t.project_id = a.project_id
                where a.id = ? and not exists (select 1 from email e where e.project_id = t.project_id and e.id = t.email_id)
                """);
        rule(
                broken,
                "an email's count of attachments is wrong",
                """
                select e.id || ' says ' || e.attachment_count || ', has ' || count(t.id) from email e
                join attachment t on t.project_id = e.project_id and t.email_id = e.id and not t.inline
                where e.account_id = ?
                group by e.id, e.attachment_count having count(t.id) <> e.attachment_count
                """);
        return broken;
    }

    private void rule(List<String> broken, String name, String sql) throws SQLException {
        for (String one : strings(sql)) {
            broken.add(name + ": " + one);
        }
    }

    private List<String> strings(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        each(sql, row -> found.add(row.getString(1)));
        return found;
    }

    private interface OnRow {
        void take(ResultSet row) throws SQLException;
    }

    private void each(String sql, OnRow onRow) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
                statement.setObject(i, account);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    onRow.take(rows);
                }
            }
        }
    }
}

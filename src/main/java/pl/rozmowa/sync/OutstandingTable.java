package pl.rozmowa.sync;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Attachments whose bytes are still at the server, and where their email can be found there. */
@Component
class OutstandingTable {

    private final JdbcClient jdbc;

    OutstandingTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One place at the server where an email lies. */
    record Place(UUID accountId, UUID folderId, String wireName, long uidValidity, long uid) {}

    /** An attachment to fetch; {@code size} as the server announced it, in encoded bytes. */
    record Missing(UUID attachmentId, UUID emailId, String partPath, long size, Place place) {}

    /** The newest outstanding attachments of a mailbox that lie in a folder that is chosen. */
    List<Missing> newest(UUID projectId, UUID accountId, int most) {
        return jdbc.sql(
                        """
                        select t.id, t.email_id, t.part_path, t.size, p.folder_id, p.wire_name, p.uid_validity, p.uid
                        from email e
                        join attachment t on t.project_id = e.project_id and t.email_id = e.id
                        cross join lateral (
                            select p.folder_id, f.wire_name, p.uid_validity, p.uid
                            from email_placement p
                            join folder f on f.project_id = p.project_id and f.id = p.folder_id
                            join folder_cursor c on c.project_id = f.project_id and c.folder_id = f.id
                            where p.project_id = e.project_id
                              and p.email_id = e.id
                              and p.state = 'fetched'
                              and p.uid_validity = c.uid_validity
                              and f.chosen
                            limit 1) p
                        where e.project_id = :project
                          and e.account_id = :account
                          and not e.whole
                          and e.removed_at is null
                          and t.sha256 is null
                          and t.fetch_failures < 3
                        order by e.at desc, e.id
                        limit :most
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .param("most", most)
                .query((row, number) ->
                        new Missing(
                                row.getObject("id", UUID.class),
                                row.getObject("email_id", UUID.class),
                                row.getString("part_path"),
                                row.getLong("size"),
                                new Place(
                                        accountId,
                                        row.getObject("folder_id", UUID.class),
                                        row.getString("wire_name"),
                                        row.getLong("uid_validity"),
                                        row.getLong("uid"))))
                .list();
    }

    /** Whether a message was listed in a followed folder that is there, and not fetched. */
    boolean isAnyListed(UUID projectId, UUID accountId) {
        return jdbc.sql(
                        """
                        select exists (
                            select 1
                            from folder f
                            join folder_cursor c on c.project_id = f.project_id and c.folder_id = f.id
                            join email_placement p on p.project_id = f.project_id
                                and p.folder_id = f.id
                                and p.uid_validity = c.uid_validity
                            where f.project_id = :project
                              and f.account_id = :account
                              and f.chosen
                              and not f.vanished
                              and p.state = 'listed')
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .query(Boolean.class)
                .single();
    }

    /** Counts one more time that the server didn't give an attachment; after three it is only fetched when opened. */
    void failed(UUID projectId, UUID attachmentId) {
        jdbc.sql(
                        """
                        update attachment
                        set fetch_failures = fetch_failures + 1
                        where project_id = :project and id = :attachment
                        """)
                .param("project", projectId)
                .param("attachment", attachmentId)
                .update();
    }

    /** Where an email lies now; empty where no copy is left in a folder that is followed. */
    Optional<Place> placeOf(UUID projectId, UUID emailId) {
        return jdbc.sql(
                        """
                        select f.account_id, f.id as folder_id, f.wire_name, p.uid_validity, p.uid
                        from email_placement p
                        join folder f on f.project_id = p.project_id and f.id = p.folder_id
                        where p.project_id = :project and p.email_id = :email and p.state = 'fetched'
                        order by f.chosen desc, p.uid desc
                        limit 1
                        """)
                .param("project", projectId)
                .param("email", emailId)
                .query((row, number) ->
                        new Place(
                                row.getObject("account_id", UUID.class),
                                row.getObject("folder_id", UUID.class),
                                row.getString("wire_name"),
                                row.getLong("uid_validity"),
                                row.getLong("uid")))
                .optional();
    }
}

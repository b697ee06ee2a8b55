package pl.rozmowa.conversation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.account.FolderDirection;
import pl.rozmowa.account.FolderRole;

/** Where emails lie at their server, as far as it is known here. */
@Repository
class CopyQuery {

    private final JdbcClient db;

    CopyQuery(JdbcClient db) {
        this.db = db;
    }

    /** An email of a conversation with all its copies. */
    record Placed(
            UUID id, boolean inbound, Instant at, boolean flagged, List<CopyAtServer> copies) {}

    /** The emails of a conversation, the newest first. */
    List<Placed> ofConversation(UUID projectId, UUID conversationId) {
        List<Placed> found =
                db.sql(
                                """
                                select e.id, e.direction, e.at, e.flagged
                                from email e
                                where e.project_id = :project
                                  and e.conversation_id = :conversation
                                order by e.at desc, e.id desc
                                """)
                        .param("project", projectId)
                        .param("conversation", conversationId)
                        .query((row, number) ->
                                new Placed(
                                        row.getObject(1, UUID.class),
                                        row.getString(2).equals("in"),
                                        row.getObject(3, OffsetDateTime.class).toInstant(),
                                        row.getBoolean(4),
                                        new ArrayList<>()))
                        .list();
        List<CopyAtServer> copies = of(projectId, found.stream().map(Placed::id).toList());
        found.forEach(email ->
                copies.stream()
                        .filter(copy -> copy.emailId().equals(email.id()))
                        .forEach(email.copies()::add));
        return found;
    }

    /** All copies of these emails, those in the inbox first. */
    List<CopyAtServer> of(UUID projectId, Collection<UUID> emails) {
        return db.sql(
                        """
                        select p.email_id, p.folder_id, f.role, f.direction, p.uid_validity, p.uid, p.flags
                        from email_placement p
                        join folder f on f.project_id = p.project_id and f.id = p.folder_id
                        where p.project_id = :project
                          and p.email_id = any(:emails::uuid[])
                          and p.state = 'fetched'
                        order by f.role <> 'inbox', f.name, p.uid
                        """)
                .param("project", projectId)
                .param("emails", Rows.array(emails))
                .query((row, number) ->
                        new CopyAtServer(
                                row.getObject(1, UUID.class),
                                row.getObject(2, UUID.class),
                                countsAs(
                                        FolderRole.of(row.getString(3)),
                                        FolderDirection.of(row.getString(4))),
                                row.getLong(5),
                                row.getLong(6),
                                Set.of((String[]) row.getArray(7).getArray())))
                .list();
    }

    /** As {@link pl.rozmowa.account.Folder#countsAs()}. */
    private static FolderRole countsAs(FolderRole role, FolderDirection direction) {
        return switch (direction) {
            case SENT -> FolderRole.SENT;
            case RECEIVED -> role == FolderRole.SENT ? FolderRole.OTHER : role;
            case NONE -> role;
        };
    }
}

package pl.rozmowa.conversation;

import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.mail.AttachmentPart;
import pl.rozmowa.platform.Ids;

/**
 * The rows of {@code email_source} and {@code attachment}, which hang on one email and on nothing else. Their foreign keys are looked
 * at when the transaction commits, so that they can be written before their email, while another folder's page has the mailbox.
 */
@Repository
class SourceRows {

    private static final int LONGEST_NAME = 500;

    private final JdbcClient db;
    private final Rows rows;

    SourceRows(JdbcClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    void insert(UUID projectId, List<Arrival> arrivals) {
        if (arrivals.stream().anyMatch(arrival -> arrival.zstd() != null)) {
            insertSources(projectId, arrivals);
        }
        if (arrivals.stream().anyMatch(arrival -> !arrival.parsed().attachments().isEmpty())) {
            insertAttachments(projectId, arrivals);
        }
    }

    /** Takes back what was written for emails that turned out to be stored already. */
    void delete(UUID projectId, Collection<UUID> emailIds) {
        if (emailIds.isEmpty()) {
            return;
        }
        db.sql(
                        """
                        with source as (
                            delete from email_source
                            where project_id = :project
                              and email_id = any(:emails::uuid[])
                        )
                        delete from attachment
                        where project_id = :project
                          and email_id = any(:emails::uuid[])
                        """)
                .param("project", projectId)
                .param("emails", Rows.array(emailIds))
                .update();
    }

    private void insertSources(UUID projectId, List<Arrival> arrivals) {
        rows.copy(
                "email_source (project_id, email_id, zstd, length)",
                copy -> {
                    for (Arrival arrival : arrivals) {
                        if (arrival.zstd() != null) {
                            copy.row(4).uuid(projectId).uuid(arrival.id()).bytes(arrival.zstd());
                            copy.bigint((long) arrival.sourceLength());
                        }
                    }
                });
    }

    private void insertAttachments(UUID projectId, List<Arrival> arrivals) {
        rows.copy(
                """
                attachment (project_id, id, email_id, ordinal, part_path, file_name, media_type, size, content_id, inline)
                """,
                copy -> {
                    for (Arrival arrival : arrivals) {
                        int ordinal = 0;
                        for (AttachmentPart part : arrival.parsed().attachments()) {
                            copy.row(10)
                                    .uuid(projectId)
                                    .uuid(Ids.next())
                                    .uuid(arrival.id())
                                    .integer(ordinal++);
                            copy.text(Texts.cut(part.partPath(), LONGEST_NAME));
                            copy.text(Texts.cut(part.fileName(), LONGEST_NAME));
                            copy.text(Texts.cut(part.mediaType(), LONGEST_NAME))
                                    .bigint(part.size());
                            String contentId = part.contentId();
                            copy.text(
                                    contentId == null ? null : Texts.cut(contentId, LONGEST_NAME));
                            copy.bool(part.inline());
                        }
                    }
                });
    }

    void attachmentStored(UUID projectId, UUID attachmentId, String sha256, long size) {
        db.sql(
                        """
                        update attachment
                        set sha256 = :sha256,
                            size = :size
                        where project_id = :project
                          and id = :attachment
                        """)
                .param("sha256", HexFormat.of().parseHex(sha256))
                .param("size", size)
                .param("project", projectId)
                .param("attachment", attachmentId)
                .update();
    }
}

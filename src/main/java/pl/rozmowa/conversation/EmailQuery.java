package pl.rozmowa.conversation;

import com.github.luben.zstd.Zstd;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Single emails and their attachments, as a member may see them. */
@Repository
class EmailQuery {

    private static final String SEEN_BY_MEMBER =
            """
              and exists (
                  select 1
                  from conversation_access x
                  where x.project_id = e.project_id
                    and x.conversation_id = e.conversation_id
                    and x.member_id = :member)
            """;

    private final JdbcClient db;

    EmailQuery(JdbcClient db) {
        this.db = db;
    }

    /**
     * @param html only where it is stored by itself; else it is in the source
     * @param imagesAllowed the member wants this sender's images
     */
    record Stored(
            UUID id,
            String subject,
            String fromKey,
            String text,
            int ownTextLength,
            boolean hasHtml,
            @Nullable String html,
            boolean whole,
            boolean imagesAllowed) {}

    /** {@code sha256}: where the bytes are in the blob store; null where they are in the source or on the server. */
    record File(
            UUID id,
            UUID emailId,
            boolean whole,
            String partPath,
            String fileName,
            String mediaType,
            @Nullable String sha256) {}

    Optional<Stored> email(UUID projectId, UUID memberId, UUID emailId) {
        return db.sql(
                        """
                        select e.id, e.subject, e.from_key, e.text_body, e.own_text_length, e.has_html, e.html_body, e.whole,
                               exists (
                                   select 1
                                   from image_permission i
                                   where i.project_id = e.project_id
                                     and i.member_id = :member
                                     and i.email_key = e.from_key) as images_allowed
                        from email e
                        where e.project_id = :project
                          and e.id = :email
                        """
                                + SEEN_BY_MEMBER)
                .param("project", projectId)
                .param("member", memberId)
                .param("email", emailId)
                .query(EmailQuery::stored)
                .optional();
    }

    /** For rooms that have checked the access already. */
    Optional<Stored> email(UUID projectId, UUID emailId) {
        return db.sql(
                        """
                        select e.id, e.subject, e.from_key, e.text_body, e.own_text_length, e.has_html, e.html_body, e.whole,
                               false as images_allowed
                        from email e
                        where e.project_id = :project
                          and e.id = :email
                        """)
                .param("project", projectId)
                .param("email", emailId)
                .query(EmailQuery::stored)
                .optional();
    }

    Optional<File> attachment(UUID projectId, UUID memberId, UUID attachmentId) {
        return db.sql(
                        """
                        select a.id, a.email_id, e.whole, a.part_path, a.file_name, a.media_type, a.sha256
                        from attachment a
                        join email e on e.project_id = a.project_id and e.id = a.email_id
                        where a.project_id = :project
                          and a.id = :attachment
                        """
                                + SEEN_BY_MEMBER)
                .param("project", projectId)
                .param("member", memberId)
                .param("attachment", attachmentId)
                .query((row, number) -> {
                    byte[] sha256 = row.getBytes("sha256");
                    return new File(
                            row.getObject("id", UUID.class),
                            row.getObject("email_id", UUID.class),
                            row.getBoolean("whole"),
                            row.getString("part_path"),
                            row.getString("file_name"),
                            row.getString("media_type"),
                            sha256 == null ? null : HexFormat.of().formatHex(sha256));
                })
                .optional();
    }

    /** From the content id to the attachment that bears it. */
    Map<String, UUID> byContentId(UUID projectId, UUID emailId) {
        Map<String, UUID> found = new HashMap<>();
        db.sql(
                        """
                        select a.content_id, a.id
                        from attachment a
                        where a.project_id = :project
                          and a.email_id = :email
                          and a.content_id is not null
                        order by a.ordinal
                        """)
                .param("project", projectId)
                .param("email", emailId)
                .query(row -> {
                    found.putIfAbsent(row.getString(1), row.getObject(2, UUID.class));
                });
        return found;
    }

    /** What was kept of the source: all of it, or the header block. */
    Optional<byte[]> source(UUID projectId, UUID emailId) {
        return db.sql(
                        """
                        select s.zstd, s.length
                        from email_source s
                        where s.project_id = :project
                          and s.email_id = :email
                        """)
                .param("project", projectId)
                .param("email", emailId)
                .query((row, number) ->
                        Zstd.decompress(row.getBytes(1), Math.toIntExact(row.getLong(2))))
                .optional();
    }

    private static Stored stored(ResultSet row, int number) throws SQLException {
        return new Stored(
                row.getObject("id", UUID.class),
                row.getString("subject"),
                row.getString("from_key"),
                row.getString("text_body"),
                row.getInt("own_text_length"),
                row.getBoolean("has_html"),
                row.getString("html_body"),
                row.getBoolean("whole"),
                row.getBoolean("images_allowed"));
    }
}

package pl.rozmowa.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.contact.ContactList;
import pl.rozmowa.contact.TimeCursor;
import pl.rozmowa.conversation.ConversationQuery.Head;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Opens a conversation: a bounded part of its emails, the newest first of all. */
@Repository
class OpenConversation {

    static final int EMAILS = 200;
    private static final TypeReference<List<Person>> PEOPLE = new TypeReference<>() {};

    private final JdbcClient db;
    private final JsonMapper json;
    private final ConversationQuery query;
    private final ContactList contacts;

    OpenConversation(
            JdbcClient db, JsonMapper json, ConversationQuery query, ContactList contacts) {
        this.db = db;
        this.json = json;
        this.query = query;
        this.contacts = contacts;
    }

    /** Empty also where the member may not see it. */
    @Transactional(readOnly = true)
    public Optional<OpenedConversation> open(
            UUID projectId, UUID memberId, UUID conversationId, @Nullable TimeCursor before) {
        return query.head(projectId, memberId, conversationId)
                .map(head -> {
                    List<Row> newestFirst = emails(projectId, memberId, head.id(), before);
                    Page<Row> page =
                            Page.of(
                                    newestFirst,
                                    EMAILS,
                                    row -> new TimeCursor(row.email.at(), row.email.id()));
                    return new OpenedConversation(
                            head.id(),
                            head.accountId(),
                            head.subject(),
                            head.level(),
                            head.unread(),
                            head.readUntil(),
                            head.starred(),
                            head.shelf(),
                            head.wishFailure(),
                            head.team().state(),
                            head.team().since(),
                            head.team().snoozedUntil(),
                            head.team().assignee(),
                            query.members(projectId, head.id()),
                            query.tags(projectId, head.id()),
                            head.team().archivedByMe(),
                            contacts.of(projectId, memberId, head.id()),
                            complete(projectId, head, page.items()).reversed(),
                            page.next());
                });
    }

    private record Row(OpenedEmail email, String fromKey) {}

    private List<Row> emails(
            UUID projectId, UUID memberId, UUID conversationId, @Nullable TimeCursor before) {
        JdbcClient.StatementSpec asked =
                db.sql(
                                """
                                select e.id, e.direction, e.at, e.from_name, e.from_email, e.from_key,
                                       e.reply_to, e.to_list, e.cc_list, e.bcc_list, e.subject, e.snippet,
                                       left(e.text_body, 20000) as text, least(e.own_text_length, 20000) as own_text_length,
                                       e.has_html, e.invitation, e.auto_kind, e.defects, e.whole,
                                       e.removed_at is not null as removed, e.seen,
                                       e.remote_images and not exists (
                                           select 1
                                           from image_permission i
                                           where i.project_id = e.project_id
                                             and i.member_id = :member
                                             and i.email_key = e.from_key) as remote_images,
                                       s.id as submission_id, s.phase, s.failure
                                from email e
                                left join email_submission s on s.project_id = e.project_id and s.email_id = e.id
                                where e.project_id = :project
                                  and e.conversation_id = :conversation
                                """
                                        + (before == null
                                                ? ""
                                                : "  and (e.at, e.id) < (:at, :id)\n")
                                        + """
                                        order by e.at desc, e.id desc
                                        limit :limit
                                        """)
                        .param("project", projectId)
                        .param("member", memberId)
                        .param("conversation", conversationId)
                        .param("limit", EMAILS + 1);
        if (before != null) {
            asked = asked.param("at", Timestamp.from(before.at())).param("id", before.id());
        }
        return asked.query(this::row).list();
    }

    /** With attachments and the mark of a new sender, each asked once for the whole page. */
    private List<OpenedEmail> complete(UUID projectId, Head head, List<Row> rows) {
        Map<UUID, List<OpenedEmail.File>> files =
                files(projectId, rows.stream().map(row -> row.email.id()).toList());
        Map<String, Instant> firstMet =
                firstMet(
                        projectId,
                        head.id(),
                        rows.stream().map(Row::fromKey).collect(Collectors.toSet()));
        return rows.stream()
                .map(row -> {
                    Instant met = firstMet.get(row.fromKey);
                    boolean newSender =
                            row.email.direction().equals("in")
                                    && row.email.at().isAfter(head.firstAt())
                                    && met != null
                                    && !met.isBefore(row.email.at());
                    return complete(
                            row.email, files.getOrDefault(row.email.id(), List.of()), newSender);
                })
                .toList();
    }

    private Map<UUID, List<OpenedEmail.File>> files(UUID projectId, Collection<UUID> emails) {
        Map<UUID, List<OpenedEmail.File>> found = new HashMap<>();
        db.sql(
                        """
                        select a.email_id, a.id, a.file_name, a.media_type, a.size, a.inline
                        from attachment a
                        where a.project_id = :project
                          and a.email_id = any(:emails::uuid[])
                        order by a.email_id, a.ordinal
                        limit 5000
                        """)
                .param("project", projectId)
                .param("emails", Rows.array(emails))
                .query(row -> {
                    found.computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>())
                            .add(
                                    new OpenedEmail.File(
                                            row.getObject(2, UUID.class),
                                            row.getString(3),
                                            row.getString(4),
                                            row.getLong(5),
                                            row.getBoolean(6)));
                });
        return found;
    }

    /** When each of these addresses took part first, as writer or as recipient. */
    private Map<String, Instant> firstMet(
            UUID projectId, UUID conversationId, Collection<String> keys) {
        Map<String, Instant> found = new HashMap<>();
        db.sql(
                        """
                        select k.key, min(e.at)
                        from email e
                        cross join lateral unnest(e.recipient_keys || e.from_key) as k (key)
                        where e.project_id = :project
                          and e.conversation_id = :conversation
                          and k.key = any(:keys::text[])
                        group by k.key
                        """)
                .param("project", projectId)
                .param("conversation", conversationId)
                .param("keys", keys.toArray(String[]::new))
                .query(row -> {
                    found.put(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant());
                });
        return found;
    }

    private Row row(ResultSet row, int number) throws SQLException {
        String invitation = row.getString("invitation");
        UUID submission = row.getObject("submission_id", UUID.class);
        return new Row(
                new OpenedEmail(
                        row.getObject("id", UUID.class),
                        row.getString("direction"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        new Person(row.getString("from_name"), row.getString("from_email")),
                        people(row, "reply_to"),
                        people(row, "to_list"),
                        people(row, "cc_list"),
                        people(row, "bcc_list"),
                        row.getString("subject"),
                        row.getString("snippet"),
                        row.getString("text"),
                        row.getInt("own_text_length"),
                        row.getBoolean("has_html"),
                        List.of(),
                        invitation == null
                                ? null
                                : json.readValue(invitation, InvitationCard.class),
                        row.getString("auto_kind"),
                        Arrays.asList((String[]) row.getArray("defects").getArray()),
                        row.getBoolean("whole"),
                        row.getBoolean("removed"),
                        row.getBoolean("seen"),
                        false,
                        row.getBoolean("remote_images"),
                        submission == null
                                ? null
                                : new OpenedEmail.Submission(
                                        submission,
                                        row.getString("phase"),
                                        row.getString("failure"))),
                row.getString("from_key"));
    }

    private List<Person> people(ResultSet row, String column) throws SQLException {
        String list = row.getString(column);
        return list.equals("[]") ? List.of() : json.readValue(list, PEOPLE);
    }

    private static OpenedEmail complete(
            OpenedEmail email, List<OpenedEmail.File> files, boolean newSender) {
        return new OpenedEmail(
                email.id(),
                email.direction(),
                email.at(),
                email.from(),
                email.replyTo(),
                email.to(),
                email.cc(),
                email.bcc(),
                email.subject(),
                email.snippet(),
                email.text(),
                email.ownTextLength(),
                email.hasHtml(),
                files,
                email.invitation(),
                email.autoKind(),
                email.defects(),
                email.whole(),
                email.removed(),
                email.seen(),
                newSender,
                email.remoteImages(),
                email.submission());
    }
}

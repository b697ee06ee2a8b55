package pl.rozmowa.conversation;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.mail.AutoKind;
import pl.rozmowa.mail.Defect;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.mail.Invitation;
import pl.rozmowa.mail.ParsedEmail;
import tools.jackson.databind.json.JsonMapper;

/** The rows of {@code email}, as they are written. */
@Repository
class EmailTable {

    private static final int LONGEST_SUBJECT = 2_000;
    private static final int LONGEST_NAME = 500;
    private static final int LONGEST_TEXT = 2_000_000;

    /** Beside the parser's defects: only with the mailbox's own addresses can it be told. */
    private static final String CLAIMS_TO_BE_US = "claims_to_be_us";

    /** An index row holds at most 2,704 bytes. */
    private static final int LONGEST_MESSAGE_ID = 600;

    private final JdbcClient db;
    private final Rows rows;
    private final JsonMapper json;
    private final Clock clock;

    EmailTable(JdbcClient db, Rows rows, JsonMapper json, Clock clock) {
        this.db = db;
        this.rows = rows;
        this.json = json;
        this.clock = clock;
    }

    /** An email that is stored already. */
    record Known(UUID id, UUID conversationId) {}

    /** One at a time receives into a mailbox: INBOX and Sent meet in the same conversations. Held until the transaction ends. */
    void lock(UUID accountId) {
        db.sql("select pg_advisory_xact_lock(:high)")
                .param(
                        "high",
                        accountId.getMostSignificantBits() ^ accountId.getLeastSignificantBits())
                .query((row, number) -> row.getObject(1))
                .list();
    }

    Map<ByteBuffer, Known> byIdentKey(UUID projectId, UUID accountId, Collection<ByteBuffer> keys) {
        Map<ByteBuffer, Known> found = new HashMap<>();
        db.sql(
                        """
                        select ident_key, id, conversation_id
                        from email
                        where project_id = :project
                          and account_id = :account
                          and ident_key = any(:keys::bytea[])
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .param("keys", keys.stream().map(ByteBuffer::array).toArray(byte[][]::new))
                .query((row, number) ->
                        found.put(
                                ByteBuffer.wrap(row.getBytes(1)),
                                new Known(
                                        row.getObject(2, UUID.class),
                                        row.getObject(3, UUID.class))))
                .list();
        return found;
    }

    /** What went out of this mailbox, with its text. */
    record Outgoing(Known email, String text) {

        boolean says(String other) {
            return text.equals(storedText(other));
        }
    }

    /** What went out of this mailbox with one of these Message-IDs. {@code submitted}: only what we sent ourselves. */
    Map<String, Outgoing> outgoingByMessageId(
            UUID projectId, UUID accountId, Collection<String> messageIds, boolean submitted) {
        Map<String, Outgoing> found = new HashMap<>();
        if (messageIds.isEmpty()) {
            return found;
        }
        db.sql(
                        """
                        select message_id, id, conversation_id, text_body
                        from email
                        where project_id = :project
                          and account_id = :account
                          and direction = 'out'
                          and submitted = :submitted
                          and message_id = any(:ids::text[])
                        order by at, id
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .param("submitted", submitted)
                .param(
                        "ids",
                        messageIds.stream().map(EmailTable::storedMessageId).toArray(String[]::new))
                .query((row, number) ->
                        found.putIfAbsent(
                                row.getString(1),
                                new Outgoing(
                                        new Known(
                                                row.getObject(2, UUID.class),
                                                row.getObject(3, UUID.class)),
                                        row.getString(4))))
                .list();
        return found;
    }

    private static String storedText(String text) {
        return Texts.cut(text, LONGEST_TEXT);
    }

    static String storedMessageId(String messageId) {
        return Texts.cut(messageId, LONGEST_MESSAGE_ID);
    }

    /** Stores emails that are not known; what hangs on them is in {@link SourceRows}. */
    void insert(
            UUID projectId, UUID accountId, List<Arrival> arrivals, Map<UUID, UUID> conversations) {
        Instant now = clock.instant();
        rows.copy(
                """
                email (project_id, id, account_id, conversation_id, ident_key, message_id, in_reply_to, direction, at, sent_at,
                       from_name, from_email, from_key, reply_to, to_list, cc_list, bcc_list, recipient_keys, subject, subject_key,
                       bare_reply, snippet, text_body, html_body, has_html, remote_images, own_text_length, auto_kind, invitation,
                       defects, attachment_count, size, whole, submitted, arrived_unseen, seen, flagged, answered, received_at)
                """,
                copy -> {
                    for (Arrival arrival : arrivals) {
                        copy.row(39).uuid(projectId).uuid(arrival.id()).uuid(accountId);
                        copy.uuid(Objects.requireNonNull(conversations.get(arrival.id())));
                        email(copy, arrival);
                        copy.time(now);
                    }
                });
    }

    private void email(CopyRows copy, Arrival arrival) throws SQLException {
        ParsedEmail parsed = arrival.parsed();
        EmailAddress author = parsed.author();
        copy.bytes(arrival.identKey().array());
        copy.text(parsed.messageId() == null ? null : storedMessageId(parsed.messageId().value()));
        copy.text(
                parsed.inReplyTo().isEmpty()
                        ? null
                        : storedMessageId(parsed.inReplyTo().getFirst().value()));
        copy.text(arrival.outbound() ? "out" : "in")
                .time(arrival.at())
                .time(storable(parsed.sentAt()));
        copy.text(author == null ? "" : Texts.cut(author.name(), LONGEST_NAME));
        copy.text(author == null ? "" : Texts.cut(author.address(), LONGEST_NAME));
        copy.text(author == null ? "" : Texts.cut(author.key(), LONGEST_NAME));
        copy.json(people(parsed.replyTo()))
                .json(people(parsed.to()))
                .json(people(parsed.cc()))
                .json(people(parsed.bcc()));
        copy.texts(arrival.recipientKeys());
        copy.text(Texts.cut(parsed.subject(), LONGEST_SUBJECT))
                .bigint(arrival.subjectKey())
                .bool(arrival.bareReply());
        String text = storedText(parsed.text());
        copy.text(Texts.cut(parsed.snippet(), 200)).text(text);
        String html = parsed.html();
        copy.text(html == null || arrival.whole() ? null : Texts.cut(html, LONGEST_TEXT));
        copy.bool(html != null).bool(html != null && RemoteImages.in(html));
        copy.integer(Math.min(parsed.ownTextLength(), text.length()));
        AutoKind auto = parsed.autoKind();
        copy.text(auto == null ? null : auto.key()).json(invitation(parsed.invitation()));
        copy.texts(defects(arrival, text));
        copy.integer(
                Math.toIntExact(
                        parsed.attachments().stream().filter(part -> !part.inline()).count()));
        copy.bigint(arrival.size())
                .bool(arrival.whole())
                .bool(arrival.submitted())
                .bool(arrival.arrivedUnseen());
        copy.bool(arrival.flagged(Arrivals.SEEN))
                .bool(arrival.flagged("\\Flagged"))
                .bool(arrival.flagged("\\Answered"));
    }

    private static Collection<String> defects(Arrival arrival, String storedText) {
        ParsedEmail parsed = arrival.parsed();
        TreeSet<String> keys = new TreeSet<>();
        if (arrival.claimsToBeUs()) {
            keys.add(CLAIMS_TO_BE_US);
        }
        parsed.defects().forEach(defect -> keys.add(defect.key()));
        if (storedText.length() < parsed.text().length()) {
            keys.add(Defect.TEXT_TRUNCATED.key());
        }
        return keys;
    }

    /** PostgreSQL's time begins 4713 BC and ends in the year 294276. */
    private static @Nullable Instant storable(@Nullable Instant at) {
        boolean sane =
                at != null
                        && at.getEpochSecond() > -60_000_000_000L
                        && at.getEpochSecond() < 9_000_000_000_000L;
        return sane ? at : null;
    }

    private String people(List<EmailAddress> addresses) {
        return addresses.isEmpty() ? "[]" : json.writeValueAsString(Person.of(addresses));
    }

    private @Nullable String invitation(@Nullable Invitation invitation) {
        // jsonb refuses the escaped NUL as well.
        return invitation == null
                ? null
                : json.writeValueAsString(InvitationCard.of(invitation)).replace("\\u0000", "");
    }

    /** An email that has a place again is there again; one that was only junk so far and now is not may make somebody curious. */
    List<UUID> found(UUID projectId, Collection<UUID> emails, Collection<UUID> unseen) {
        if (emails.isEmpty()) {
            return List.of();
        }
        return db.sql(
                        """
                        update email
                        set removed_at = null,
                            arrived_unseen = arrived_unseen or (id = any(:unseen::uuid[]) and direction = 'in' and not seen)
                        where project_id = :project
                          and id = any(:emails::uuid[])
                          and (removed_at is not null
                            or (id = any(:unseen::uuid[]) and direction = 'in' and not seen and not arrived_unseen))
                        returning conversation_id
                        """)
                .param("project", projectId)
                .param("emails", Rows.array(emails))
                .param("unseen", Rows.array(unseen))
                .query(UUID.class)
                .list();
    }

    /** These have been seen in some folder; the conversations of those that hadn't been are returned. */
    List<UUID> seen(UUID projectId, UUID accountId, Collection<UUID> emails) {
        if (emails.isEmpty()) {
            return List.of();
        }
        return db.sql(
                        """
                        update email e
                        set seen = true
                        where e.project_id = :project
                          and e.account_id = :account
                          and e.id = any(:emails::uuid[])
                          and e.direction = 'in'
                          and not e.seen
                          and not exists (
                              select 1
                              from email_intent i
                              where i.project_id = e.project_id
                                and i.email_id = e.id
                                and i.kind = 'seen')
                        returning e.conversation_id
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .param("emails", Rows.array(emails))
                .query(UUID.class)
                .list();
    }

    /** What was met elsewhere first, and now in Sent, is ours after all; the conversations are returned. */
    List<UUID> wroteOurselves(UUID projectId, Collection<UUID> emails) {
        if (emails.isEmpty()) {
            return List.of();
        }
        return db.sql(
                        """
                        update email
                        set direction = 'out',
                            arrived_unseen = false,
                            defects = array_remove(defects, :mark)
                        where project_id = :project
                          and id = any(:emails::uuid[])
                          and direction = 'in'
                        returning conversation_id
                        """)
                .param("mark", CLAIMS_TO_BE_US)
                .param("project", projectId)
                .param("emails", Rows.array(emails))
                .query(UUID.class)
                .list();
    }

    /** Emails among these without any place on the server are marked, in their conversations; the conversations are returned. */
    List<UUID> markRemoved(UUID projectId, UUID accountId, Collection<UUID> emails) {
        return db.sql(
                        """
                        update email e
                        set removed_at = :now
                        where e.project_id = :project
                          and e.account_id = :account
                          and e.id = any(:emails::uuid[])
                          and e.removed_at is null
                          and not exists (
                              select 1
                              from email_placement p
                              where p.project_id = e.project_id
                                and p.email_id = e.id
                                and p.state = 'fetched')
                        returning e.conversation_id
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("project", projectId)
                .param("account", accountId)
                .param("emails", Rows.array(emails))
                .query(UUID.class)
                .list();
    }

    /** Those whose flags really changed, with whether they are seen now. What a member wants of them beats what the server still says. */
    record Flagged(UUID conversationId, boolean becameSeen) {}

    List<Flagged> flag(UUID projectId, UUID accountId, Collection<FlagChange> changes) {
        return db.sql(
                        """
                        with f as (
                            select f.id, coalesce(s.wanted, f.seen) as seen, coalesce(g.wanted, f.flagged) as flagged, f.answered
                            from unnest(:ids::uuid[], :seen::boolean[], :flagged::boolean[], :answered::boolean[])
                                 as f (id, seen, flagged, answered)
                            left join email_intent s on s.project_id = :project and s.email_id = f.id and s.kind = 'seen'
                            left join email_intent g on g.project_id = :project and g.email_id = f.id and g.kind = 'flagged'
                        ), before as (
                            select e.id, e.seen
                            from f
                            join email e on e.project_id = :project and e.account_id = :account and e.id = f.id
                            where (e.seen, e.flagged, e.answered) is distinct from (f.seen, f.flagged, f.answered)
                        )
                        update email e
                        set seen = f.seen,
                            flagged = f.flagged,
                            answered = f.answered
                        from f
                        join before b on b.id = f.id
                        where e.project_id = :project
                          and e.id = f.id
                        returning e.conversation_id, e.seen and not b.seen
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .param("ids", changes.stream().map(FlagChange::emailId).toArray(UUID[]::new))
                .param("seen", flags(changes, Arrivals.SEEN))
                .param("flagged", flags(changes, "\\Flagged"))
                .param("answered", flags(changes, "\\Answered"))
                .query((row, number) ->
                        new Flagged(row.getObject(1, UUID.class), row.getBoolean(2)))
                .list();
    }

    private static Boolean[] flags(Collection<FlagChange> changes, String flag) {
        return changes.stream()
                .map(change -> change.flags().stream().anyMatch(flag::equalsIgnoreCase))
                .toArray(Boolean[]::new);
    }

    /** Deletes an email of our own that lies nowhere on the server; the conversation it was in. */
    List<UUID> withdraw(UUID projectId, UUID accountId, UUID emailId) {
        return db.sql(
                        """
                        delete from email e
                        where e.project_id = :project
                          and e.account_id = :account
                          and e.id = :email
                          and e.submitted
                          and not exists (
                              select 1
                              from email_placement p
                              where p.project_id = e.project_id
                                and p.email_id = e.id)
                        returning e.conversation_id
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .param("email", emailId)
                .query(UUID.class)
                .list();
    }
}

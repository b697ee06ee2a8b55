package pl.rozmowa.access;

import com.github.luben.zstd.Zstd;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import pl.rozmowa.platform.Ids;

/**
 * Two projects with everything a route can be about, and somebody of each kind signed in. Made by SQL alone, in a few milliseconds, so
 * that every call that changes something gets a world of its own.
 */
final class SeededWorld {

    private static final byte[] SOURCE =
            """
            From: Zaneta <zaneta@studiolaka.example>
            To: biuro@debowa.test
            Subject: Plytki
            Message-ID: <plytki@studiolaka.example>
            Date: Mon, 2 Nov 2026 10:00:00 +0100
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain; charset=UTF-8

            Dzien dobry
            --b
            Content-Type: text/plain; name=lista.txt
            Content-Disposition: attachment; filename=lista.txt

            jedna
            --b--
            """
                    .replace("\n", "\r\n")
                    .getBytes(StandardCharsets.US_ASCII);

    /** Where the message lies that is set aside, in each folder. */
    private static final Map<String, String> NUMBERS = Map.of("uidValidity", "1", "uid", "2");

    private static final List<String> NOTES = List.of("note", "guestNote", "removedNote", "draft");

    private final JdbcClient jdbc;
    private final Map<String, UUID> ids = new HashMap<>();
    private final Map<Caller, String> sessions = new EnumMap<>(Caller.class);
    private final long tag;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    SeededWorld(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.tag = id("project").getMostSignificantBits() >>> 4;
        people();
        things();
    }

    /** The id of a thing of this world, by the name it has in the tables of routes. */
    String thing(String name) {
        if (NUMBERS.containsKey(name)) {
            return NUMBERS.get(name);
        }
        UUID known = ids.get(name);
        if (known == null) {
            throw new IllegalArgumentException(
                    "this world has no " + name + ", only " + ids.keySet());
        }
        return known.toString();
    }

    /** The things that no answer to this caller may name. */
    Set<String> hiddenFrom(Caller caller) {
        Set<String> hidden = new TreeSet<>(Set.of("otherOwner", "otherProject"));
        List<String> ofConversation = List.of("conversation", "email", "attachment", "contact");
        List<String> ofAccount = List.of("account", "folder", "submission");
        List<String> ofPrivate =
                List.of(
                        "privateAccount",
                        "privateConversation",
                        "privateEmail",
                        "privateAttachment",
                        "privateContact",
                        "privateFolder");
        List<String> ofSharing = List.of("request", "promise");
        hidden.addAll(ofConversation);
        hidden.addAll(ofSharing);
        hidden.addAll(ofAccount);
        hidden.addAll(ofPrivate);
        hidden.addAll(List.of("tag", "view", "event"));
        hidden.addAll(NOTES);
        hidden.addAll(
                List.of(
                        "notification",
                        "subscription",
                        "guestNotification",
                        "staleNotification",
                        "privateNotification"));
        switch (caller) {
            case OWNER, ADMIN, WITH -> {
                hidden.removeAll(ofConversation);
                hidden.removeAll(ofSharing);
                hidden.removeAll(ofAccount);
                hidden.removeAll(List.of("tag", "event"));
                hidden.removeAll(NOTES);
                if (caller == Caller.WITH) {
                    hidden.remove("notification");
                    hidden.remove("subscription");
                    hidden.remove("view");
                }
            }
            case WITHOUT -> {
                hidden.remove("privateNotification");
                hidden.removeAll(ofPrivate);
                hidden.remove("tag"); // the tags of a project are no secret among its members
            }
            case GUEST_GRANTED -> {
                hidden.remove("guestNotification");
                hidden.removeAll(ofConversation);
                hidden.removeAll(List.of("tag", "event"));
                hidden.remove("guestNote"); // it mentions them
                hidden.remove("submission"); // on its way from the conversation
                hidden.remove("account"); // a conversation says in which mailbox it lies
            }
            case OTHER -> hidden.removeAll(List.of("otherOwner", "otherProject"));
            case GUEST, ANONYMOUS -> {}
        }
        return hidden;
    }

    /** What the caller's browser holds; empty for nobody. */
    String cookie(Caller caller) {
        return sessions.getOrDefault(caller, "");
    }

    /** The grant of that member reaches as far as this. */
    void grantLevel(String member, String level) {
        run(
                "update conversation_grant set level = :level where project_id = :project and member_id = :member",
                Map.of("level", level, "project", id("project"), "member", id(member)));
    }

    private void people() {
        project("project", "Ceramika Dębowa");
        project("otherProject", "Studio Łąka");
        member(Caller.OWNER, "project", "owner", "owner", "Hanna Wrzos");
        member(Caller.ADMIN, "project", "admin", "admin", "Tymon Sowa");
        member(Caller.WITH, "project", "with", "member", "Lidia Maj");
        member(Caller.WITHOUT, "project", "without", "member", "Zofia Wierzba");
        member(Caller.GUEST_GRANTED, "project", "guestGranted", "guest", "Borys Klon");
        member(Caller.GUEST, "project", "guest", "guest", "Gustaw Lipa");
        member(Caller.OTHER, "otherProject", "otherOwner", "owner", "Iwo Ćwik");
    }

    private void project(String name, String title) {
        run(
                "insert into project (id, name, created_at) values (:id, :title, now())",
                Map.of("id", id(name), "title", title));
    }

    private void member(Caller caller, String project, String name, String role, String fullName) {
        UUID person = id(name + "Person");
        Map<String, Object> values =
                Map.of(
                        "person",
                        person,
                        "email",
                        name + "." + tag + "@debowa.test",
                        "name",
                        fullName);
        run(
                """
                insert into person (id, email, email_key, name, password_hash, created_at)
                values (:person, :email, lower(:email), :name, 'none', now())
                """,
                values);
        run(
                """
                insert into member (project_id, id, person_id, role, joined_at)
                values (:project, :id, :person, :role, now())
                """,
                Map.of("project", id(project), "id", id(name), "person", person, "role", role));
        sessions.put(caller, signIn(person, id(project), name + "sSession"));
    }

    /** A session as Spring Session would have written it. */
    private String signIn(UUID person, UUID project, String name) {
        UUID key = id(name);
        UUID secret = UUID.randomUUID();
        run(
                """
                insert into spring_session (primary_id, session_id, creation_time, last_access_time,
                                            max_inactive_interval, expiry_time, principal_name)
                values (:key, :secret, :now, :now, 43200, :now + 43200000, :person)
                """,
                Map.of(
                        "key",
                        key.toString(),
                        "secret",
                        secret.toString(),
                        "now",
                        now.toEpochMilli(),
                        "person",
                        person.toString()));
        attribute(
                key,
                "org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME",
                person.toString());
        attribute(key, "project", project.toString());
        return secret.toString();
    }

    private void attribute(UUID key, String name, String value) {
        run(
                "insert into spring_session_attributes values (:key, :name, :value)",
                Map.of(
                        "key",
                        key.toString(),
                        "name",
                        name,
                        "value",
                        value.getBytes(StandardCharsets.UTF_8)));
    }

    /** A mailbox of the member „with”, shared with owner and admin; a private one of the member „without”. */
    private void things() {
        account("account", "with", "members", "biuro");
        account("privateAccount", "without", "private", "export");
        run(
                """
                insert into account_notice (project_id, id, account_id, state, since, at)
                select project_id, :notice, id, state, state_at, now()
                from mail_account
                where id = :account
                """,
                Map.of("notice", id("notice"), "account", id("account")));
        share("owner", "manage");
        share("admin", "manage");
        conversation(
                "conversation", "account", "email", "attachment", "contact", "folder", "zaneta");
        conversation(
                "privateConversation",
                "privateAccount",
                "privateEmail",
                "privateAttachment",
                "privateContact",
                "privateFolder",
                "iwo");
        insert(
                "conversation_grant (project_id, conversation_id, member_id, level, granted_by, granted_at)",
                ":project, :conversation, :guestGranted, 'read', :with, now()");
        insert(
                "connection_attempt (project_id, id, member_id, address, stage, account_id, started_at, updated_at)",
                ":project, :attempt, :with, 'biuro@debowa.test', 'done', :account, now(), now()");
        insert(
                "invitation (project_id, id, email, email_key, role, token_hash, invited_by, created_at, expires_at)",
                ":project, :invitation, 'gosc@audyt.example', 'gosc@audyt.example', 'guest', decode(replace(cast(:invitation as text), '-', ''), 'hex'),"
                        + " :owner, now(), now() + interval '1 day'");
        insert(
                "invitation (project_id, id, email, email_key, role, token_hash, invited_by, created_at, expires_at)",
                ":project, :promise, 'iwo@studiolaka.example', 'iwo@studiolaka.example', 'guest',"
                        + " decode(replace(cast(:promise as text), '-', ''), 'hex'), :owner, now(), now() + interval '1 day'");
        insert(
                "invitation_conversation (project_id, invitation_id, conversation_id, level, invited_by, invited_at)",
                ":project, :promise, :conversation, 'read', :owner, now()");
        insert(
                "access_request (project_id, id, conversation_id, member_id, note, asked_at)",
                ":project, :request, :conversation, :without, 'Prowadzę tego klienta', now()");
        insert(
                "email_submission (project_id, id, account_id, conversation_id, member_id, idempotency_key, request_hash, message_id,"
                        + " envelope_from, recipients, source, phase, failure, created_at, queued_at, updated_at)",
                ":project, :submission, :account, :conversation, :with, 'key', '\\x00', '<s@debowa.test>', 'biuro@debowa.test',"
                        + " '[\"zaneta@studiolaka.example\"]', '\\x00', 'failed', 'recipients_refused', now(), now(), now()");
        teamwork();
        notifications();
    }

    /** „with” was told of a reply, the guest of what was shared; the one without of what they no longer see. */
    private void notifications() {
        notification("notification", "with", "reply_in_mine", "conversation");
        notification("guestNotification", "guestGranted", "shared_with_me", "conversation");
        notification("staleNotification", "without", "assigned", "conversation");
        notification("privateNotification", "without", "new_unassigned", "privateConversation");
        insert(
                "push_subscription (project_id, id, member_id, endpoint, public_key, auth, browser, created_at)",
                ":project, :subscription, :with, 'https://push.example/' || :subscription, decode(repeat('04', 65), 'hex'),"
                        + " decode(repeat('00', 16), 'hex'), 'Firefox, Linux', now()");
    }

    private void notification(String name, String member, String kind, String conversation) {
        insert(
                "notification (project_id, id, member_id, kind, conversation_id, subject_id, count, in_app, by_push, by_email, at)",
                ":project, :%s, :%s, '%s', :%s, :%s, 1, true, true, true, now()"
                        .formatted(name, member, kind, conversation, conversation));
    }

    /** On the conversation of the shared mailbox: a tag made by „with”, who also keeps a view of their own and works on it. */
    private void teamwork() {
        insert(
                "tag (project_id, id, name, name_key, colour, created_by, created_at)",
                ":project, :tag, 'Pilne', 'pilne', 1, :with, now()");
        insert(
                "conversation_tag (project_id, conversation_id, tag_id, at)",
                ":project, :conversation, :tag, now()");
        insert(
                "saved_view (project_id, id, owner_id, shared, name, section, account_id, tag_id, created_at)",
                ":project, :view, :with, false, 'Pilne w biurze', 'inbox', :account, :tag, now()");
        insert(
                "conversation_member (project_id, conversation_id, member_id, added_by, added_at)",
                ":project, :conversation, :with, :with, now()");
        insert(
                "conversation_event (project_id, id, conversation_id, at, member_id, verb, subject_id)",
                ":project, :event, :conversation, now(), :with, 'tagged', :tag");
        notes();
    }

    /** By „with”: one for the team, one that mentions the guest who reads along, one that was removed. */
    private void notes() {
        for (String note : List.of("note", "guestNote", "removedNote")) {
            insert(
                    "note (project_id, id, conversation_id, home_id, author_id, key, html, text, written_at)",
                    ":project, :%s, :conversation, :conversation, :with, '%s', 'Rabat', 'Rabat', now()"
                            .formatted(note, note));
        }
        insert(
                "note_mention (project_id, note_id, member_id, at)",
                ":project, :guestNote, :guestGranted, now()");
        id("page");
        run(
                "insert into presence values (:project, :conversation, :with, :page, 'noting', now())",
                Map.of(
                        "project",
                        id("project"),
                        "conversation",
                        id("conversation"),
                        "with",
                        id("with"),
                        "page",
                        id("page")));
        insert(
                "draft (project_id, id, conversation_id, home_id, member_id, email_id, to_all, recipients, subject, html, include_quote,"
                        + " created_at, updated_at)",
                ":project, :draft, :conversation, :conversation, :with, :email, false, '{\"to\":[],\"cc\":[],\"bcc\":[]}', 'Re', 'Tak', true, now(), now()");
        run(
                "update note set removed_at = now(), removed_by = :with where id = :note",
                Map.of("with", id("with"), "note", id("removedNote")));
    }

    private void account(String name, String owner, String sharing, String local) {
        id(name);
        insert(
                "mail_account (project_id, id, owner_id, address, address_key, provider, imap_host, imap_port, imap_security, imap_login,"
                        + " smtp_host, smtp_port, smtp_security, smtp_login, sharing, state, state_at, connected_at)",
                ":project, :%s, :%s, '%s@debowa.test', '%s@debowa.test', 'other', '192.0.2.1', 993, 'tls', 'x', '192.0.2.1', 465, 'tls', 'x', '%s', 'needs_sign_in', now(), now()"
                        .formatted(name, owner, local, local, sharing));
    }

    private void share(String member, String level) {
        insert(
                "account_share (project_id, account_id, member_id, level)",
                ":project, :account, :%s, '%s'".formatted(member, level));
    }

    private void conversation(
            String name,
            String account,
            String email,
            String attachment,
            String contact,
            String folder,
            String local) {
        insert(
                "folder (project_id, id, account_id, wire_name, name, delimiter, role, selectable, chosen)",
                ":project, :%s, :%s, 'INBOX', 'INBOX', '/', 'inbox', true, true"
                        .formatted(folder, account));
        insert(
                "contact (project_id, id, email, email_key, name, first_seen_at, last_seen_at)",
                ":project, :%s, '%s@studiolaka.example', '%s@studiolaka.example', 'Żaneta Gołąb', now(), now()"
                        .formatted(contact, local, local));
        insert(
                "conversation (project_id, id, account_id, subject, base_subject, first_at, last_at, last_inbound_at, unseen_at, email_count,"
                        + " live_count, attachment_count, snippet)",
                ":project, :%s, :%s, 'Płytki', 'płytki', now(), now(), now(), now(), 1, 1, 1, 'Dzień dobry'"
                        .formatted(name, account));
        insert(
                "conversation_contact (project_id, conversation_id, contact_id)",
                ":project, :%s, :%s".formatted(name, contact));
        insert(
                "email (project_id, id, account_id, conversation_id, ident_key, message_id, direction, at, from_name, from_email, to_list, subject,"
                        + " snippet, text_body, whole, received_at, size)",
                (":project, :%s, :%s, :%s, '\\x01', '<plytki@studiolaka.example>', 'in', now(), 'Żaneta Gołąb', '%s@studiolaka.example',"
                                + " '[{\"name\":\"\",\"email\":\"biuro@debowa.test\"}]', 'Płytki', 'Dzień dobry', 'Dzień dobry', true, now(), 100")
                        .formatted(email, account, name, local));
        insert(
                "email_source (project_id, email_id, zstd, length)",
                ":project, :%s, :source, %d".formatted(email, SOURCE.length));
        insert(
                "email_placement (project_id, folder_id, uid_validity, uid, email_id, state)",
                ":project, :%s, 1, 1, :%s, 'fetched'".formatted(folder, email));
        insert(
                "email_placement (project_id, folder_id, uid_validity, uid, state, failure, attempts, failed_at)",
                ":project, :%s, 1, 2, 'failed', 'cannot_parse', 1, now()".formatted(folder));
        insert(
                "folder_cursor (project_id, folder_id, state, uid_validity, uid_next, since)",
                ":project, :%s, 'live', 1, 3, current_date".formatted(folder));
        insert(
                "attachment (project_id, id, email_id, ordinal, part_path, file_name, media_type, size)",
                ":project, :%s, :%s, 1, '2', 'lista.txt', 'text/plain', 5"
                        .formatted(attachment, email));
    }

    private void insert(String table, String values) {
        Map<String, Object> all = new HashMap<>();
        Pattern.compile(":(\\w+)")
                .matcher(values)
                .results()
                .forEach(name -> {
                    String word = name.group(1);
                    all.put(word, word.equals("source") ? Zstd.compress(SOURCE) : id(word));
                });
        run("insert into " + table + " values (" + values + ")", all);
    }

    private void run(String sql, Map<String, ?> values) {
        jdbc.sql(sql).params(values).update();
    }

    private UUID id(String name) {
        return ids.computeIfAbsent(name, any -> Ids.next());
    }
}

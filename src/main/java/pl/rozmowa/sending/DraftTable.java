package pl.rozmowa.sending;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.conversation.Colleague;
import pl.rozmowa.conversation.Reached;
import tools.jackson.databind.json.JsonMapper;

/** The rows of {@code draft}. */
@Repository
class DraftTable {

    /** So many of one member in one conversation. */
    static final int MOST = 20;

    private final JdbcClient db;
    private final JsonMapper json;

    DraftTable(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    record Address(String name, String email) {}

    record To(List<Address> to, List<Address> cc, List<Address> bcc) {}

    /** What is written so far. */
    record Written(
            UUID conversationId,
            UUID emailId,
            boolean all,
            To recipients,
            String subject,
            String html,
            boolean includeQuote,
            @Nullable String asOf) {}

    /** A draft as the team sees it. */
    record Draft(
            UUID id,
            Colleague by,
            boolean mine,
            UUID emailId,
            boolean all,
            List<Address> to,
            List<Address> cc,
            List<Address> bcc,
            String subject,
            String html,
            boolean includeQuote,
            @Nullable String asOf,
            int version,
            Instant updatedAt) {}

    /** The newest first; of a guest only their own. */
    List<Draft> list(Reached conversation, UUID memberId) {
        return db.sql(
                        """
                        select d.id, d.member_id, p.name, d.member_id = me.id as mine, d.email_id, d.to_all, d.recipients, d.subject, d.html,
                               d.include_quote, d.as_of, d.version, d.updated_at
                        from draft d
                        join member me on me.project_id = d.project_id and me.id = :member
                        join member m on m.project_id = d.project_id and m.id = d.member_id
                        join person p on p.id = m.person_id
                        where d.project_id = :project
                          and d.conversation_id = :conversation
                          and (me.role <> 'guest' or d.member_id = me.id)
                        order by d.updated_at desc, d.id
                        limit 100
                        """)
                .param("member", memberId)
                .param("project", conversation.projectId())
                .param("conversation", conversation.conversationId())
                .query(this::draft)
                .list();
    }

    boolean exists(UUID projectId, UUID id) {
        return db.sql(
                        "select exists (select 1 from draft where project_id = :project and id = :id)")
                .param("project", projectId)
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** @return false where the member has too many there */
    boolean add(UUID projectId, UUID id, UUID memberId, Written written, Instant now) {
        return params(
                                db.sql(
                                        """
                                        insert into draft (project_id, id, conversation_id, home_id, member_id, email_id, to_all, recipients,
                                            subject, html, include_quote, as_of, created_at, updated_at)
                                        select :project, :id, :conversation, :conversation, :member, :email, :all, :recipients::jsonb,
                                               :subject, :html, :quote, :asOf, :now, :now
                                        where (select count(*)
                                               from draft
                                               where project_id = :project
                                                 and conversation_id = :conversation
                                                 and member_id = :member) < :most
                                        on conflict do nothing
                                        """),
                                projectId,
                                id,
                                memberId,
                                written,
                                now)
                        .param("conversation", written.conversationId())
                        .param("most", MOST)
                        .update()
                == 1;
    }

    /** @return the new version; empty where the member has no such draft, or has it in another version */
    Optional<Integer> change(
            UUID projectId, UUID id, UUID memberId, int version, Written written, Instant now) {
        return params(
                        db.sql(
                                """
                                update draft
                                set email_id = :email,
                                    to_all = :all,
                                    recipients = :recipients::jsonb,
                                    subject = :subject,
                                    html = :html,
                                    include_quote = :quote,
                                    as_of = :asOf,
                                    version = version + 1,
                                    updated_at = :now
                                where project_id = :project
                                  and id = :id
                                  and conversation_id = :conversation
                                  and member_id = :member
                                  and version = :version
                                returning version
                                """),
                        projectId,
                        id,
                        memberId,
                        written,
                        now)
                .param("conversation", written.conversationId())
                .param("version", version)
                .query(Integer.class)
                .optional();
    }

    private JdbcClient.StatementSpec params(
            JdbcClient.StatementSpec sql,
            UUID projectId,
            UUID id,
            UUID memberId,
            Written written,
            Instant now) {
        return sql.param("project", projectId)
                .param("id", id)
                .param("member", memberId)
                .param("email", written.emailId())
                .param("all", written.all())
                .param("recipients", json.writeValueAsString(written.recipients()))
                .param("subject", written.subject())
                .param("html", written.html())
                .param("quote", written.includeQuote())
                .param("asOf", written.asOf())
                .param("now", Timestamp.from(now));
    }

    void give(UUID projectId, UUID id, UUID memberId, Instant now) {
        db.sql(
                        """
                        update draft
                        set member_id = :member,
                            version = version + 1,
                            updated_at = :now
                        where project_id = :project
                          and id = :id
                        """)
                .param("member", memberId)
                .param("now", Timestamp.from(now))
                .param("project", projectId)
                .param("id", id)
                .update();
    }

    /** @return whether the member had it */
    boolean delete(UUID projectId, UUID id, UUID memberId) {
        return db.sql(
                                """
                                delete from draft
                                where project_id = :project
                                  and id = :id
                                  and member_id = :member
                                """)
                        .param("project", projectId)
                        .param("id", id)
                        .param("member", memberId)
                        .update()
                == 1;
    }

    /** The name of whoever writes it. */
    Optional<String> writer(UUID projectId, UUID id) {
        return db.sql(
                        """
                        select p.name
                        from draft d
                        join member m on m.project_id = d.project_id and m.id = d.member_id
                        join person p on p.id = m.person_id
                        where d.project_id = :project
                          and d.id = :id
                        """)
                .param("project", projectId)
                .param("id", id)
                .query(String.class)
                .optional();
    }

    private Draft draft(ResultSet row, int number) throws SQLException {
        To to = json.readValue(row.getString("recipients"), To.class);
        return new Draft(
                row.getObject("id", UUID.class),
                new Colleague(row.getObject("member_id", UUID.class), row.getString("name")),
                row.getBoolean("mine"),
                row.getObject("email_id", UUID.class),
                row.getBoolean("to_all"),
                to.to(),
                to.cc(),
                to.bcc(),
                row.getString("subject"),
                row.getString("html"),
                row.getBoolean("include_quote"),
                row.getString("as_of"),
                row.getInt("version"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}

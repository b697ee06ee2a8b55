package pl.rozmowa.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The contacts that a member may see: those with at least one conversation that the member may see. */
@Repository
public class ContactList {

    private static final String SEEN =
            """
            with reach as materialized (
                select a.account_id
                from account_access a
                where a.project_id = :project
                  and a.member_id = :member
            ), granted as materialized (
                select g.conversation_id
                from conversation_grant g
                join member m on m.project_id = g.project_id and m.id = g.member_id
                where g.project_id = :project
                  and g.member_id = :member
                  and m.left_at is null
            )
            select c.id, c.name, c.email, c.first_seen_at, c.last_seen_at, v.conversations
            from contact c
            cross join lateral (
                select count(*) as conversations
                from conversation_contact k
                join conversation o on o.project_id = k.project_id and o.id = k.conversation_id
                where k.project_id = c.project_id
                  and k.contact_id = c.id
                  and o.merged_into is null
                  and (o.account_id in (select account_id from reach)
                    or o.id in (select conversation_id from granted))
            ) v
            where c.project_id = :project
              and v.conversations > 0
            """;

    private final JdbcClient db;

    ContactList(JdbcClient db) {
        this.db = db;
    }

    /**
     * Newest acquaintances first.
     *
     * @param q how the name, a word of it, or the address begins; empty for all
     */
    List<ContactCard> page(
            UUID projectId, UUID memberId, String q, @Nullable TimeCursor after, int rows) {
        String begins = q.strip().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
        JdbcClient.StatementSpec query =
                db.sql(
                                SEEN
                                        + (q.isBlank()
                                                ? ""
                                                : """
                                                  and (c.email_key like :begins
                                                    or lower(c.name) like :begins
                                                    or lower(c.name) like '% ' || :begins)
                                                """)
                                        + (after == null
                                                ? ""
                                                : "  and (c.last_seen_at, c.id) < (:at, :id)\n")
                                        + """
                                        order by c.last_seen_at desc, c.id desc
                                        limit :rows
                                        """)
                        .param("project", projectId)
                        .param("member", memberId)
                        .param("rows", rows);
        if (!q.isBlank()) {
            query = query.param("begins", begins);
        }
        if (after != null) {
            query = query.param("at", Timestamp.from(after.at())).param("id", after.id());
        }
        return query.query(ContactList::card).list();
    }

    /** One contact; empty also where the member may not see it. */
    public Optional<ContactCard> find(UUID projectId, UUID memberId, UUID contactId) {
        return db.sql(SEEN + "  and c.id = :contact\n")
                .param("project", projectId)
                .param("member", memberId)
                .param("contact", contactId)
                .query(ContactList::card)
                .optional();
    }

    /** The contacts of a conversation that the member was already found to see; at most twenty, the most recent first. */
    public List<ContactCard> of(UUID projectId, UUID memberId, UUID conversationId) {
        return db.sql(
                        SEEN
                                + """
                                  and c.id in (
                                      select k.contact_id
                                      from conversation_contact k
                                      where k.project_id = :project
                                        and k.conversation_id = :conversation)
                                order by c.last_seen_at desc, c.id desc
                                limit 20
                                """)
                .param("project", projectId)
                .param("member", memberId)
                .param("conversation", conversationId)
                .query(ContactList::card)
                .list();
    }

    /** Gives a contact a name, where the member may see it and may do more than read in some conversation with it. */
    boolean rename(UUID projectId, UUID memberId, UUID contactId, String name) {
        return db.sql(
                                """
                                update contact c
                                set name = :name
                                where c.project_id = :project
                                  and c.id = :contact
                                  and exists (
                                      select 1
                                      from conversation_contact k
                                      join conversation_access x
                                        on x.project_id = k.project_id and x.conversation_id = k.conversation_id
                                      where k.project_id = c.project_id
                                        and k.contact_id = c.id
                                        and x.member_id = :member
                                        and x.level in ('reply', 'manage'))
                                """)
                        .param("name", name)
                        .param("project", projectId)
                        .param("contact", contactId)
                        .param("member", memberId)
                        .update()
                > 0;
    }

    private static ContactCard card(ResultSet row, int number) throws SQLException {
        return new ContactCard(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("email"),
                row.getObject("first_seen_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
                row.getInt("conversations"));
    }
}

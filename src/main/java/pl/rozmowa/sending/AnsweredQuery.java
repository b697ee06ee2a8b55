package pl.rozmowa.sending;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.conversation.Person;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Finds the email to answer, if the member may see it, and how far they reach into its conversation. */
@Repository
class AnsweredQuery {

    private static final TypeReference<List<Person>> PEOPLE = new TypeReference<>() {};

    private final JdbcClient db;
    private final JsonMapper json;

    AnsweredQuery(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    Optional<Answered> find(UUID projectId, UUID memberId, UUID conversationId, UUID emailId) {
        return db.sql(
                        """
                        select e.conversation_id, e.account_id, x.level, e.id, e.direction, e.at, e.from_name, e.from_email,
                               e.reply_to, e.to_list, e.cc_list, e.subject,
                               l.from_name as last_name, l.from_email as last_email
                        from conversation asked
                        join conversation c
                          on c.project_id = asked.project_id and c.id = coalesce(asked.merged_into, asked.id)
                        join email e on e.project_id = c.project_id and e.conversation_id = c.id
                        cross join lateral (
                            select x.level
                            from conversation_access x
                            where x.project_id = c.project_id
                              and x.conversation_id = c.id
                              and x.member_id = :member
                            order by case x.level when 'manage' then 1 when 'reply' then 2 else 3 end
                            limit 1
                        ) x
                        left join lateral (
                            select n.from_name, n.from_email
                            from email n
                            where n.project_id = c.project_id
                              and n.conversation_id = c.id
                              and n.direction = 'in'
                            order by n.at desc, n.id desc
                            limit 1
                        ) l on true
                        where asked.project_id = :project
                          and asked.id = :conversation
                          and e.id = :email
                        """)
                .param("project", projectId)
                .param("member", memberId)
                .param("conversation", conversationId)
                .param("email", emailId)
                .query(this::answered)
                .optional();
    }

    private Answered answered(ResultSet row, int number) throws SQLException {
        String last = row.getString("last_email");
        return new Answered(
                row.getObject("conversation_id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getString("level"),
                row.getObject("id", UUID.class),
                row.getString("direction").equals("out"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new Person(row.getString("from_name"), row.getString("from_email")),
                people(row, "reply_to"),
                people(row, "to_list"),
                people(row, "cc_list"),
                row.getString("subject"),
                last == null ? null : new Person(row.getString("last_name"), last));
    }

    private List<Person> people(ResultSet row, String column) throws SQLException {
        return json.readValue(row.getString(column), PEOPLE);
    }
}

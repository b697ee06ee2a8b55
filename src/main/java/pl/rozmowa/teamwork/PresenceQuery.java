package pl.rozmowa.teamwork;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who is where just now, of all conversations that a member reaches. The rule holds both ways: nor is anybody shown who lost access. */
@Repository
class PresenceQuery {

    private static final int MOST = 500;

    private final JdbcClient db;
    private final Clock clock;

    PresenceQuery(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * Somebody else in a conversation.
     *
     * @param state {@code looking}, {@code replying} or {@code noting}; that somebody writes a note is told to no guest
     * @param goodForMillis after this it has to be asked again
     */
    record Present(
            UUID conversationId, UUID memberId, String name, String state, long goodForMillis) {}

    List<Present> all(UUID projectId, UUID memberId) {
        Instant now = clock.instant();
        return db.sql(
                        """
                        select p.conversation_id, p.member_id, who.name,
                               case when min(case p.state when 'replying' then 1 when 'noting' then 2 else 3 end) = 1 then 'replying'
                                    when bool_or(p.state = 'noting') and me.role <> 'guest' then 'noting'
                                    else 'looking' end as state,
                               max(p.at) as at
                        from presence p
                        join member me on me.project_id = p.project_id and me.id = :member
                        join member m on m.project_id = p.project_id and m.id = p.member_id
                        join person who on who.id = m.person_id
                        where p.project_id = :project
                          and p.at > :since
                          and p.member_id <> :member
                          and exists (
                              select 1
                              from conversation_access x
                              where x.project_id = p.project_id
                                and x.conversation_id = p.conversation_id
                                and x.member_id = :member)
                          and exists (
                              select 1
                              from conversation_access x
                              where x.project_id = p.project_id
                                and x.conversation_id = p.conversation_id
                                and x.member_id = p.member_id)
                        group by p.conversation_id, p.member_id, who.name, me.role
                        order by who.name, p.member_id, p.conversation_id
                        limit :most
                        """)
                .param("member", memberId)
                .param("project", projectId)
                .param("since", Timestamp.from(now.minus(PresenceTable.GOOD_FOR)))
                .param("most", MOST)
                .query((row, number) ->
                        new Present(
                                row.getObject("conversation_id", UUID.class),
                                row.getObject("member_id", UUID.class),
                                row.getString("name"),
                                row.getString("state"),
                                Duration.between(
                                                now,
                                                row.getObject("at", OffsetDateTime.class)
                                                        .toInstant()
                                                        .plus(PresenceTable.GOOD_FOR))
                                        .toMillis()))
                .list();
    }
}

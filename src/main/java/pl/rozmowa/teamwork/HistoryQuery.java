package pl.rozmowa.teamwork;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.contact.TimeCursor;
import pl.rozmowa.conversation.Colleague;
import pl.rozmowa.conversation.Page;
import pl.rozmowa.conversation.ReachQuery;
import pl.rozmowa.conversation.Reached;
import pl.rozmowa.platform.Problem;

/** What was done to a conversation, as its readers see it: guests hear nothing of the notes. */
@Repository
class HistoryQuery {

    private static final int PAGE = 200;

    private final JdbcClient db;
    private final ReachQuery reach;

    HistoryQuery(JdbcClient db, ReachQuery reach) {
        this.db = db;
        this.reach = reach;
    }

    /**
     * @param by who did it; null: it came about by itself
     * @param about the member that it was about
     * @param tag the name of the tag that it was about; null also where the tag is gone
     */
    record Line(
            UUID id,
            Instant at,
            @Nullable Colleague by,
            String verb,
            @Nullable Colleague about,
            @Nullable String tag,
            @Nullable String detail) {}

    /** @throws Problem {@code not_found} where the member may not see it */
    Page<Line> page(UUID projectId, UUID memberId, UUID conversationId, @Nullable String cursor) {
        Reached reached =
                reach.find(projectId, memberId, conversationId).orElseThrow(Problem::notFound);
        return Page.of(
                lines(reached, memberId, TimeCursor.parse(cursor)),
                PAGE,
                line -> new TimeCursor(line.at(), line.id()));
    }

    private List<Line> lines(Reached conversation, UUID memberId, @Nullable TimeCursor before) {
        return db.sql(
                        """
                        select e.id, e.at, e.member_id, by.name, e.verb, about.id, about_person.name, t.name, e.detail
                        from conversation_event e
                        join member me on me.project_id = e.project_id and me.id = :member
                        left join member m on m.project_id = e.project_id and m.id = e.member_id
                        left join person by on by.id = m.person_id
                        left join member about on about.project_id = e.project_id and about.id = e.subject_id
                        left join person about_person on about_person.id = about.person_id
                        left join tag t on t.project_id = e.project_id and t.id = e.subject_id
                        where e.project_id = :project
                          and e.conversation_id = :conversation
                          and (me.role <> 'guest' or e.verb not in
                              ('note_removed', 'draft_taken', 'reply_discarded', 'sent_even_so', 'client_claimed', 'answered_for'))
                          and (e.at, e.id) < (:at, :id)
                        order by e.at desc, e.id desc
                        limit :limit
                        """)
                .param("member", memberId)
                .param("project", conversation.projectId())
                .param("conversation", conversation.conversationId())
                .param("at", before == null ? LATEST : Timestamp.from(before.at()))
                .param("id", before == null ? new UUID(-1, -1) : before.id())
                .param("limit", PAGE + 1)
                .query((row, number) ->
                        new Line(
                                row.getObject(1, UUID.class),
                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                colleague(row.getObject(3, UUID.class), row.getString(4)),
                                row.getString(5),
                                colleague(row.getObject(6, UUID.class), row.getString(7)),
                                row.getString(8),
                                row.getString(9)))
                .list();
    }

    private static final Timestamp LATEST = Timestamp.from(Instant.parse("9999-12-31T00:00:00Z"));

    private static @Nullable Colleague colleague(@Nullable UUID id, @Nullable String name) {
        return id == null || name == null ? null : new Colleague(id, name);
    }
}

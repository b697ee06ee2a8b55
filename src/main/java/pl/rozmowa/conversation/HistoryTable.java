package pl.rozmowa.conversation;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code conversation_event}, as they are written. */
@Repository
class HistoryTable {

    private final JdbcClient db;

    HistoryTable(JdbcClient db) {
        this.db = db;
    }

    /** One line of the history. */
    record Event(
            UUID projectId,
            UUID id,
            UUID conversationId,
            @Nullable UUID memberId,
            String verb,
            @Nullable UUID subjectId,
            @Nullable String detail) {}

    void add(Event event, Instant at) {
        db.sql(
                        """
                        insert into conversation_event (project_id, id, conversation_id, at, member_id, verb, subject_id, detail)
                        values (:project, :id, :conversation, :at, :member, :verb, :subject, :detail)
                        """)
                .param("project", event.projectId())
                .param("id", event.id())
                .param("conversation", event.conversationId())
                .param("at", Timestamp.from(at))
                .param("member", event.memberId())
                .param("verb", event.verb())
                .param("subject", event.subjectId())
                .param("detail", event.detail())
                .update();
    }
}

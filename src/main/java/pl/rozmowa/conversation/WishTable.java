package pl.rozmowa.conversation;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a wish changes here at once, before the server knows of it. */
@Repository
class WishTable {

    private final JdbcClient db;
    private final Clock clock;

    WishTable(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    void flagged(UUID projectId, Collection<UUID> emails, boolean wanted) {
        db.sql(
                        """
                        update email
                        set flagged = :wanted
                        where project_id = :project
                          and id = any(:emails::uuid[])
                        """)
                .param("project", projectId)
                .param("wanted", wanted)
                .param("emails", Rows.array(emails))
                .update();
    }

    void seen(UUID projectId, Collection<UUID> emails, boolean wanted) {
        db.sql(
                        """
                        update email
                        set seen = :wanted
                        where project_id = :project
                          and id = any(:emails::uuid[])
                        """)
                .param("project", projectId)
                .param("wanted", wanted)
                .param("emails", Rows.array(emails))
                .update();
    }

    /**
     * Puts a conversation away or takes it back. Put away again it begins anew: what came in before does not bring it back.
     *
     * @param shelf null for the inbox
     */
    void shelve(UUID projectId, UUID conversationId, @Nullable String shelf) {
        db.sql(
                        """
                        update conversation
                        set shelf = :shelf::text,
                            shelved_at = case when :shelf::text is null then null else :now end
                        where project_id = :project
                          and id = :conversation
                        """)
                .param("project", projectId)
                .param("conversation", conversationId)
                .param("shelf", shelf)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * A copy of these turned up in the inbox and none of us put it there: somebody fetched it back with another program. Conversations
     * that were put away come back; they are returned.
     */
    List<UUID> returned(UUID projectId, Collection<UUID> emails) {
        if (emails.isEmpty()) {
            return List.of();
        }
        return db.sql(
                        """
                        update conversation c
                        set shelf = null,
                            shelved_at = null
                        where c.project_id = :project
                          and c.shelf is not null
                          and c.id in (
                              select e.conversation_id
                              from email e
                              where e.project_id = :project
                                and e.id = any(:emails::uuid[])
                                and not exists (
                                    select 1
                                    from email_intent i
                                    where i.project_id = e.project_id
                                      and i.email_id = e.id
                                      and i.kind = 'place')
                                and not exists (
                                    select 1
                                    from email_move m
                                    where m.project_id = e.project_id
                                      and m.email_id = e.id
                                      and m.done_at is null))
                        returning c.id
                        """)
                .param("project", projectId)
                .param("emails", Rows.array(emails))
                .query(UUID.class)
                .list();
    }

    /** Takes the server's word for these emails' flags, as every copy has them; what lies nowhere keeps what it has. */
    void asTheServerSays(UUID projectId, Collection<UUID> emails) {
        db.sql(
                        """
                        update email e
                        set seen = s.seen,
                            flagged = s.flagged
                        from (
                            select p.email_id, bool_or('\\Seen' = any(p.flags)) as seen, bool_or('\\Flagged' = any(p.flags)) as flagged
                            from email_placement p
                            where p.project_id = :project
                              and p.email_id = any(:emails::uuid[])
                              and p.state = 'fetched'
                            group by p.email_id
                        ) s
                        where e.project_id = :project
                          and e.id = s.email_id
                        """)
                .param("project", projectId)
                .param("emails", Rows.array(emails))
                .update();
    }
}

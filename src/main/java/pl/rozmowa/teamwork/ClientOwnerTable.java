package pl.rozmowa.teamwork;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.conversation.Colleague;
import pl.rozmowa.conversation.Reached;

/** The columns of {@code contact} that say who looks after it. */
@Repository
class ClientOwnerTable {

    private static final int MOST = 100;

    private final JdbcClient db;
    private final Clock clock;

    ClientOwnerTable(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Somebody outside, and who looks after them. */
    record Client(UUID contactId, String name, String email, @Nullable Colleague owner) {

        /** For guests: who belongs to the team is not theirs to know. */
        Client withoutOwner() {
            return new Client(contactId, name, email, null);
        }
    }

    List<Client> clients(Reached conversation) {
        return db.sql(
                        """
                        select c.id, c.name, c.email, c.owner_id, p.name as owner_name
                        from conversation_contact k
                        join contact c on c.project_id = k.project_id and c.id = k.contact_id
                        left join member m on m.project_id = c.project_id and m.id = c.owner_id
                        left join person p on p.id = m.person_id
                        where k.project_id = :project
                          and k.conversation_id = :conversation
                        order by c.last_seen_at desc, c.id
                        limit :most
                        """)
                .param("project", conversation.projectId())
                .param("conversation", conversation.conversationId())
                .param("most", MOST)
                .query((row, number) -> {
                    UUID owner = row.getObject(4, UUID.class);
                    return new Client(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            row.getString(3),
                            owner == null ? null : new Colleague(owner, row.getString(5)));
                })
                .list();
    }

    Optional<Colleague> owner(UUID projectId, UUID contactId) {
        return db.sql(
                        """
                        select m.id, p.name
                        from contact c
                        join member m on m.project_id = c.project_id and m.id = c.owner_id
                        join person p on p.id = m.person_id
                        where c.project_id = :project
                          and c.id = :contact
                        """)
                .param("project", projectId)
                .param("contact", contactId)
                .query((row, number) ->
                        new Colleague(row.getObject(1, UUID.class), row.getString(2)))
                .optional();
    }

    /**
     * Takes on those who are nobody's. Whom another transaction holds just now is left alone: that may be the claim of somebody faster.
     *
     * @return how many
     */
    int claim(UUID projectId, UUID memberId, Collection<String> addresses) {
        return db.sql(
                        """
                        update contact
                        set owner_id = :member,
                            owner_since = :now
                        where project_id = :project
                          and id in (
                              select id
                              from contact
                              where project_id = :project
                                and email_key = any(:keys::text[])
                                and owner_id is null
                              order by id
                              for no key update skip locked)
                        """)
                .param("member", memberId)
                .param("now", Timestamp.from(clock.instant()))
                .param("project", projectId)
                .param("keys", addresses.toArray(String[]::new))
                .update();
    }

    /** Who else looks after some of these. */
    List<UUID> others(UUID projectId, UUID memberId, Collection<String> addresses) {
        return db.sql(
                        """
                        select distinct owner_id
                        from contact
                        where project_id = :project
                          and email_key = any(:keys::text[])
                          and owner_id <> :member
                        order by owner_id
                        """)
                .param("project", projectId)
                .param("keys", addresses.toArray(String[]::new))
                .param("member", memberId)
                .query(UUID.class)
                .list();
    }

    void name(UUID projectId, UUID contactId, @Nullable UUID memberId) {
        db.sql(
                        """
                        update contact
                        set owner_id = :member::uuid,
                            owner_since = case when :member::uuid is null then null else :now::timestamptz end
                        where project_id = :project
                          and id = :contact
                        """)
                .param("member", memberId)
                .param("now", Timestamp.from(clock.instant()))
                .param("project", projectId)
                .param("contact", contactId)
                .update();
    }

    /** The clients of somebody who leaves are nobody's again. */
    void forget(UUID projectId, UUID memberId) {
        db.sql(
                        """
                        update contact
                        set owner_id = null,
                            owner_since = null
                        where project_id = :project
                          and owner_id = :member
                        """)
                .param("project", projectId)
                .param("member", memberId)
                .update();
    }
}

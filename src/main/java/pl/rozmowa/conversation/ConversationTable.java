package pl.rozmowa.conversation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code conversation}, as emails change them. */
@Repository
class ConversationTable {

    private static final int LONGEST_SUBJECT = 2_000;

    private final JdbcClient db;
    private final Rows rows;

    ConversationTable(JdbcClient db, Rows rows) {
        this.db = db;
        this.rows = rows;
    }

    /** Rows for conversations that begin with these emails; {@link #summarise} fills in what the list shows. */
    void begin(
            UUID projectId,
            UUID accountId,
            Set<UUID> begun,
            List<Arrival> arrivals,
            Map<UUID, UUID> conversations) {
        if (begun.isEmpty()) {
            return;
        }
        Map<UUID, Arrival> first = new HashMap<>();
        for (Arrival arrival : arrivals) {
            UUID conversation = conversations.get(arrival.id());
            if (begun.contains(conversation)) {
                first.merge(
                        conversation,
                        arrival,
                        (one, other) -> other.at().isBefore(one.at()) ? other : one);
            }
        }
        rows.copy(
                "conversation (project_id, id, account_id, subject, base_subject, first_at, last_at)",
                copy -> {
                    for (Map.Entry<UUID, Arrival> entry : first.entrySet()) {
                        Arrival arrival = entry.getValue();
                        copy.row(7).uuid(projectId).uuid(entry.getKey()).uuid(accountId);
                        copy.text(Texts.cut(arrival.parsed().subject(), LONGEST_SUBJECT));
                        copy.text(
                                Texts.cut(arrival.parsed().baseSubject().base(), LONGEST_SUBJECT));
                        copy.time(arrival.at()).time(arrival.at());
                    }
                });
    }

    /** Who takes part: rows for what the card beside the conversation shows. */
    void addContacts(UUID projectId, Map<UUID, Set<UUID>> contactsByConversation) {
        if (contactsByConversation.isEmpty()) {
            return;
        }
        List<UUID> conversations = new ArrayList<>();
        List<UUID> contacts = new ArrayList<>();
        contactsByConversation.forEach((conversation, met) ->
                met.forEach(contact -> {
                    conversations.add(conversation);
                    contacts.add(contact);
                }));
        db.sql(
                        """
                        insert into conversation_contact (project_id, conversation_id, contact_id)
                        select :project, c.conversation, c.contact
                        from unnest(:conversations::uuid[], :contacts::uuid[]) as c (conversation, contact)
                        on conflict do nothing
                        """)
                .param("project", projectId)
                .param("conversations", Rows.array(conversations))
                .param("contacts", Rows.array(contacts))
                .update();
    }

    /**
     * Works out anew, from its emails, what the list shows of each conversation, so that the list never touches emails. One that was put
     * away, snoozed or closed comes back with the first email that comes in after that; what is merely read late, because it is old,
     * does not count.
     */
    void summarise(UUID projectId, Collection<UUID> conversations) {
        if (conversations.isEmpty()) {
            return;
        }
        db.sql(
                        """
                        with summarised as (
                        update conversation c
                        set subject = coalesce(oldest.subject, c.subject),
                            first_at = coalesce(s.first_at, c.first_at),
                            last_at = coalesce(s.last_at, c.last_at),
                            last_inbound_at = s.last_inbound_at,
                            last_outbound_at = s.last_outbound_at,
                            unseen_at = s.unseen_at,
                            email_count = s.email_count,
                            live_count = case when c.shelf is null or s.newest > c.shelved_at then s.live_count else 0 end,
                            shelf = case when s.newest > c.shelved_at then null else c.shelf end,
                            shelved_at = case when s.newest > c.shelved_at then null else c.shelved_at end,
                            state = case when s.newest > c.state_at then 'open' else c.state end,
                            state_at = case when s.newest > c.state_at and c.state <> 'open' then s.newest else c.state_at end,
                            snoozed_until = case when s.newest > c.state_at then null else c.snoozed_until end,
                            starred = coalesce(s.starred, false),
                            wish_failure = refused.failure,
                            attachment_count = s.attachment_count,
                            snippet = coalesce(newest.snippet, ''),
                            participants = coalesce(people.list, '[]')
                        from unnest(:ids::uuid[]) as t (id)
                        cross join lateral (
                            select min(e.at) as first_at, max(e.at) as last_at,
                                   max(e.at) filter (where e.direction = 'in') as last_inbound_at,
                                   max(e.at) filter (where e.direction = 'out') as last_outbound_at,
                                   max(e.at) filter (where e.arrived_unseen) as unseen_at,
                                   count(*) as email_count,
                                   count(*) filter (where e.removed_at is null) as live_count,
                                   max(e.received_at) filter (where e.direction = 'in'
                                                                and e.at > e.received_at - interval '2 days') as newest,
                                   bool_or(e.flagged) as starred,
                                   coalesce(sum(e.attachment_count), 0) as attachment_count
                            from email e
                            where e.project_id = :project
                              and e.conversation_id = t.id
                        ) s
                        left join lateral (
                            select e.snippet
                            from email e
                            where e.project_id = :project
                              and e.conversation_id = t.id
                            order by e.at desc, e.id desc
                            limit 1
                        ) newest on true
                        left join lateral (
                            select min(i.failure) as failure
                            from email_intent i
                            join email e on e.project_id = i.project_id and e.id = i.email_id
                            where i.project_id = :project
                              and i.state = 'failed'
                              and e.conversation_id = t.id
                        ) refused on true
                        left join lateral (
                            select e.subject
                            from email e
                            where e.project_id = :project
                              and e.conversation_id = t.id
                            order by e.at, e.id
                            limit 1
                        ) oldest on true
                        left join lateral (
                            select jsonb_agg(jsonb_build_object('name', w.name, 'email', w.email, 'own', w.own)
                                             order by w.own, w.last desc) as list
                            from (
                                select (array_agg(p.name order by p.name = '', p.at desc))[1] as name,
                                       min(p.email) as email, bool_or(p.own) as own, max(p.at) as last
                                from (
                                    select e.from_name as name, e.from_email as email, e.direction = 'out' as own, e.at
                                    from (
                                        select e.from_name, e.from_email, e.direction, e.at
                                        from email e
                                        where e.project_id = :project
                                          and e.conversation_id = t.id
                                          and e.from_email <> ''
                                        order by e.at desc, e.id desc
                                        limit 50
                                    ) e
                                    union all
                                    select r.value ->> 'name', r.value ->> 'email',
                                           exists (select 1
                                                   from mail_account a
                                                   where a.project_id = :project
                                                     and a.id = e.account_id
                                                     and (a.address_key = lower(r.value ->> 'email')
                                                       or lower(r.value ->> 'email') = any(a.aliases))),
                                           e.at
                                    from (
                                        select e.account_id, e.to_list, e.at
                                        from email e
                                        where e.project_id = :project
                                          and e.conversation_id = t.id
                                          and e.direction = 'out'
                                        order by e.at desc, e.id desc
                                        limit 50
                                    ) e
                                    cross join lateral (
                                        select r.value
                                        from jsonb_array_elements(e.to_list) r (value)
                                        limit 10
                                    ) r
                                ) p
                                group by lower(p.email)
                                order by bool_or(p.own), max(p.at) desc
                                limit 6
                            ) w
                        ) people on true
                        where c.project_id = :project
                          and c.id = t.id
                        returning c.id, c.state_at as at, old.state as was, c.state as now
                        )
                        insert into conversation_event (project_id, id, conversation_id, at, verb)
                        select :project, uuidv7(), d.id, d.at, 'reopened'
                        from summarised d
                        where d.was <> d.now
                        """)
                .param("project", projectId)
                .param("ids", Rows.array(conversations))
                .update();
    }

    /** The same for the star alone, after flags changed. */
    void star(UUID projectId, Collection<UUID> conversations) {
        if (conversations.isEmpty()) {
            return;
        }
        db.sql(
                        """
                        update conversation c
                        set starred = not c.starred
                        where c.project_id = :project
                          and c.id = any(:ids::uuid[])
                          and c.merged_into is null
                          and c.starred <> exists (
                              select 1
                              from email e
                              where e.project_id = c.project_id
                                and e.conversation_id = c.id
                                and e.flagged)
                        """)
                .param("project", projectId)
                .param("ids", Rows.array(conversations))
                .update();
    }

    /** Takes back every grant of this member. */
    void revokeAll(UUID projectId, UUID memberId) {
        db.sql(
                        """
                        delete from conversation_grant
                        where project_id = :project
                          and member_id = :member
                        """)
                .param("project", projectId)
                .param("member", memberId)
                .update();
    }

    /** Where the emails of a conversation are now that it may have been merged into another. */
    UUID current(UUID projectId, UUID conversationId) {
        return db.sql(
                        """
                        select coalesce(merged_into, id)
                        from conversation
                        where project_id = :project
                          and id = :conversation
                        """)
                .param("project", projectId)
                .param("conversation", conversationId)
                .query(UUID.class)
                .single();
    }

    /** The mailbox's owner read these in another mail program: read for that member, for nobody else. */
    void readElsewhere(UUID projectId, UUID accountId, Collection<UUID> conversations) {
        db.sql(
                        """
                        insert into conversation_read as r (project_id, conversation_id, member_id, read_until)
                        select c.project_id, c.id, a.owner_id, c.last_at
                        from conversation c
                        join mail_account a on a.project_id = c.project_id and a.id = c.account_id
                        where c.project_id = :project
                          and c.account_id = :account
                          and c.id = any(:ids::uuid[])
                          and not exists (
                              select 1
                              from email e
                              where e.project_id = c.project_id
                                and e.conversation_id = c.id
                                and e.arrived_unseen
                                and e.removed_at is null
                                and not e.seen)
                        on conflict (project_id, member_id, conversation_id) do update
                        set read_until = greatest(r.read_until, excluded.read_until)
                        """)
                .param("project", projectId)
                .param("account", accountId)
                .param("ids", Rows.array(new HashSet<>(conversations)))
                .update();
    }
}

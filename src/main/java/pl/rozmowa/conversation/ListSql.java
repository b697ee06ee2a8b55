package pl.rozmowa.conversation;

/**
 * The ways to a page of the list; each holds the access rule. Parameters: {@code :project}, {@code :member}, {@code :account} (or null),
 * {@code :limit}, and what {@code narrowed} names.
 */
final class ListSql {

    static final String REACH =
            """
            with reach as materialized (
                select a.account_id
                from account_access a
                where a.project_id = :project
                  and a.member_id = :member
                  and (:account::uuid is null or a.account_id = :account)
            ), granted as materialized (
                select g.conversation_id
                from conversation_grant g
                join member m on m.project_id = g.project_id and m.id = g.member_id
                where g.project_id = :project
                  and g.member_id = :member
                  and m.left_at is null
            )
            """;

    static final String COLUMNS =
            """
            select c.id, c.account_id, c.subject, c.snippet, c.last_at, c.email_count, c.attachment_count, c.participants,
                   c.last_inbound_at, c.last_outbound_at, c.starred, c.shelf, c.wish_failure, c.state, c.snoozed_until,
                   c.assignee_id,
                   coalesce(r.marked_unread, false)
                       or coalesce(c.unseen_at > coalesce(r.read_until, '-infinity'), false) as unread
            """;

    static final String READ =
            """
            left join conversation_read r
                   on r.project_id = c.project_id and r.member_id = :member and r.conversation_id = c.id
            """;

    static final String NEWEST_FIRST =
            """
            order by c.last_at desc, c.id desc
            limit :limit
            """;

    static final String TAGGED =
            """
              and c.id in (
                  select t.conversation_id
                  from conversation_tag t
                  where t.project_id = :project
                    and t.tag_id = :tag)
            """;

    static final String UNREAD =
            """
              and (r.marked_unread or (c.unseen_at is not null and c.unseen_at > coalesce(r.read_until, '-infinity')))
            """;

    static final String AFTER =
            """
              and (c.last_at, c.id) < (:at, :id)
            """;

    private static final String REACHABLE =
            """
              and (:account::uuid is null or c.account_id = :account)
              and (c.account_id in (select account_id from reach)
                or c.id in (select conversation_id from granted))
            """;

    private ListSql() {}

    /** With the name of who is responsible, and the tags: asked only for the rows of the page. */
    static String shown(String page) {
        return REACH
                + "select c.*, p.name as assignee_name,\n"
                + """
                       array(select t.tag_id
                             from conversation_tag t
                             where t.project_id = :project
                               and t.conversation_id = c.id
                             order by t.at, t.tag_id) as tags
                from (
                """
                + page
                + """
                ) c
                left join member m on m.project_id = :project and m.id = c.assignee_id
                left join person p on p.id = m.person_id
                order by c.last_at desc, c.id desc
                """;
    }

    static String newest(Section section, String narrowed) {
        return """
        select c.*
        from (
            select own.*
            from reach
            cross join lateral (
        """
                + COLUMNS
                + "from conversation c\n"
                + READ
                + """
                where c.project_id = :project
                  and c.account_id = reach.account_id
                """
                + "  and "
                + section.condition()
                + "\n"
                + narrowed
                + NEWEST_FIRST
                + ") own\nunion all\n"
                + granted(section, narrowed)
                + ") c\n"
                + NEWEST_FIRST;
    }

    static String granted(Section section, String narrowed) {
        return COLUMNS
                + """
                from granted
                join conversation c on c.project_id = :project and c.id = granted.conversation_id
                """
                + READ
                + """
                where (:account::uuid is null or c.account_id = :account)
                  and not exists (select 1 from reach where reach.account_id = c.account_id)
                """
                + "  and "
                + section.condition()
                + "\n"
                + narrowed;
    }

    /** What was removed on the server has left the inbox, not the client's card. */
    static String ofContact(String narrowed) {
        return COLUMNS
                + """
                from conversation_contact k
                join conversation c on c.project_id = k.project_id and c.id = k.conversation_id
                """
                + READ
                + """
                where k.project_id = :project
                  and k.contact_id = :contact
                  and c.merged_into is null
                """
                + REACHABLE
                + narrowed
                + NEWEST_FIRST;
    }

    static String archivedByMe(String narrowed) {
        return COLUMNS
                + """
                from conversation_read r
                join conversation c on c.project_id = r.project_id and c.id = r.conversation_id
                where r.project_id = :project
                  and r.member_id = :member
                  and r.archived_at is not null
                """
                + REACHABLE
                + "  and "
                + Section.ARCHIVED_BY_ME.condition()
                + "\n"
                + narrowed
                + NEWEST_FIRST;
    }

    /** By who is responsible and who works on it, not by mailbox: most of what there is belongs to others. */
    static String mine(String narrowed) {
        return """
        select c.*
        from (
            (
        """
                + COLUMNS
                + "from conversation c\n"
                + READ
                + """
                where c.project_id = :project
                  and c.assignee_id = :member
                  and c.live_count > 0
                  and c.state = 'open'
                """
                + REACHABLE
                + narrowed
                + NEWEST_FIRST
                + ")\nunion all\n("
                + COLUMNS
                + """
                from conversation_member w
                join conversation c on c.project_id = w.project_id and c.id = w.conversation_id
                """
                + READ
                + """
                where w.project_id = :project
                  and w.member_id = :member
                  and c.assignee_id is distinct from :member
                  and c.live_count > 0
                  and c.state = 'open'
                """
                + REACHABLE
                + narrowed
                + NEWEST_FIRST
                + ")) c\n"
                + NEWEST_FIRST;
    }

    /** From the tag on, which not many carry ({@code :tag}); {@code narrowed} holds only what else is asked for. */
    static String ofTag(Section section, String narrowed) {
        return COLUMNS
                + """
                from (
                    select t.conversation_id
                    from conversation_tag t
                    where t.project_id = :project
                      and t.tag_id = :tag
                    offset 0
                ) t
                join conversation c on c.project_id = :project and c.id = t.conversation_id
                """
                + READ
                + "where "
                + section.condition()
                + "\n"
                + REACHABLE
                + narrowed
                + NEWEST_FIRST;
    }
}

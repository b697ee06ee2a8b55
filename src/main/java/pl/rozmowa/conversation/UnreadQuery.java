package pl.rozmowa.conversation;

/**
 * Unread conversations: those with something that came unseen after the member had read them, and those the member marked. The two are
 * read apart, each through an index of its own; one condition with an "or" would read every conversation of the mailbox.
 */
final class UnreadQuery {

    private UnreadQuery() {}

    private static final String SHOWN =
            """
              and c.live_count > 0
              and c.state = 'open'
              and (:account::uuid is null or c.account_id = :account)
            """;

    private static final String ONLY_GRANTED =
            """
              and not exists (select 1 from reach where reach.account_id = c.account_id)
            """;

    private static final String SOMETHING_NEW =
            """
              and c.unseen_at is not null
              and c.unseen_at > coalesce(r.read_until, '-infinity')
            """;

    private static final String MARKED =
            """
            from conversation_read r
            join conversation c on c.project_id = r.project_id and c.id = r.conversation_id
            where r.project_id = :project
              and r.member_id = :member
              and r.marked_unread
              and not coalesce(c.unseen_at > r.read_until, false)
              and (c.account_id in (select account_id from reach)
                or c.id in (select conversation_id from granted))
            """
                    + SHOWN;

    private static final String GRANTED =
            """
            from granted
            join conversation c on c.project_id = :project and c.id = granted.conversation_id
            """
                    + ListSql.READ
                    + "where true\n"
                    + ONLY_GRANTED
                    + SOMETHING_NEW
                    + SHOWN;

    private static final String REACHED =
            """
            from conversation c
            """
                    + ListSql.READ
                    + """
                    where c.project_id = :project
                      and c.account_id = reach.account_id
                      and c.live_count > 0
                      and c.state = 'open'
                    """
                    + SOMETHING_NEW;

    /** How many there are, by mailbox. */
    static final String COUNTS =
            ListSql.REACH
                    + """
                    select c.account_id, count(*)
                    from (
                        select own.account_id
                        from reach
                        cross join lateral (
                            select c.account_id
                    """
                    + REACHED
                    + """
                        ) own
                        union all
                        select c.account_id
                    """
                    + GRANTED
                    + """
                        union all
                        select c.account_id
                    """
                    + MARKED
                    + """
                    ) c
                    group by c.account_id
                    """;

    /**
     * @param after what holds the page below the one before
     */
    static String newest(String after) {
        return """
        select c.*
        from (
            select own.*
            from reach
            cross join lateral (
        """
                + ListSql.COLUMNS
                + REACHED
                + after
                + ListSql.NEWEST_FIRST
                + ") own\nunion all\n"
                + ListSql.COLUMNS
                + GRANTED
                + after
                + "union all\n"
                + ListSql.COLUMNS
                + MARKED
                + after
                + ") c\n"
                + ListSql.NEWEST_FIRST;
    }
}

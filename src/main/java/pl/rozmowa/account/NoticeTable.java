package pl.rozmowa.account;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.platform.Ids;

/** The rows of {@code account_notice}: one for each time a mailbox needed somebody. */
@Repository
class NoticeTable {

    /** What passes by itself within an hour is nobody's business. */
    private static final Duration LONG = Duration.ofHours(1);

    private static final String WITHOUT_NOTICE =
            """
            from mail_account a
            where not exists (
              select 1
              from account_notice n
              where n.project_id = a.project_id
                and n.account_id = a.id
                and n.state = a.state
                and n.since = a.state_at)
            """;

    private final JdbcClient db;
    private final Clock clock;

    NoticeTable(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    record Troubled(UUID projectId, UUID accountId) {}

    /** Mailboxes that need somebody and about which nobody has been told yet. */
    List<Troubled> untold() {
        return db.sql(
                        "select a.project_id, a.id "
                                + WITHOUT_NOTICE
                                + """
                                and (a.state = 'needs_sign_in'
                                     or (a.state in ('paused', 'backing_off') and a.state_at < :longAgo))
                                """)
                .param("longAgo", at(LONG))
                .query((row, n) ->
                        new Troubled(
                                row.getObject("project_id", UUID.class),
                                row.getObject("id", UUID.class)))
                .list();
    }

    /** Writes down the trouble that a mailbox is in; false when that was done already or there is none. */
    boolean note(UUID projectId, UUID accountId) {
        return db.sql(
                                "insert into account_notice (project_id, id, account_id, state, since, at) "
                                        + "select a.project_id, :id, a.id, a.state, a.state_at, :now "
                                        + WITHOUT_NOTICE
                                        + """
                                        and a.project_id = :project
                                        and a.id = :account
                                        and a.state in ('needs_sign_in', 'paused', 'backing_off')
                                        on conflict do nothing
                                        """)
                        .param("id", Ids.next())
                        .param("now", at(Duration.ZERO))
                        .param("project", projectId)
                        .param("account", accountId)
                        .update()
                == 1;
    }

    /** A member has read it; false when it isn't theirs to read. */
    boolean dismiss(UUID projectId, UUID noticeId, UUID memberId) {
        return db.sql(
                                """
                                insert into account_notice_dismissal as d (project_id, notice_id, member_id, at)
                                select n.project_id, n.id, x.member_id, :now
                                from account_notice n
                                join account_access x on x.project_id = n.project_id and x.account_id = n.account_id
                                where n.project_id = :project
                                  and n.id = :notice
                                  and x.member_id = :member
                                  and x.level = 'manage'
                                on conflict (project_id, notice_id, member_id) do update
                                set at = d.at
                                """)
                        .param("now", at(Duration.ZERO))
                        .param("project", projectId)
                        .param("notice", noticeId)
                        .param("member", memberId)
                        .update()
                == 1;
    }

    private OffsetDateTime at(Duration ago) {
        return clock.instant().minus(ago).atOffset(ZoneOffset.UTC);
    }
}

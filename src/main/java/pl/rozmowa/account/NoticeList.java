package pl.rozmowa.account;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pl.rozmowa.team.CurrentMember;

/** What a member is told about the mailboxes that they manage. A notice whose trouble is over is not shown any more. */
@Repository
class NoticeList {

    private final JdbcClient db;

    NoticeList(JdbcClient db) {
        this.db = db;
    }

    /**
     * A notice as JSON shows it.
     *
     * @param state the state that the mailbox has been in since then
     * @param reason failure code behind it
     * @param own whether the member connected the mailbox
     */
    record Notice(
            UUID id,
            UUID accountId,
            String address,
            String state,
            @Nullable String reason,
            Instant since,
            boolean own) {}

    List<Notice> of(CurrentMember who) {
        return db.sql(
                        """
                        select n.id, n.account_id, a.address, n.state, a.state_reason, n.since,
                               a.owner_id = :member as own
                        from account_notice n
                        join mail_account a on a.project_id = n.project_id
                                           and a.id = n.account_id
                                           and a.state = n.state
                                           and a.state_at = n.since
                        join account_access x on x.project_id = a.project_id and x.account_id = a.id
                        where n.project_id = :project
                          and x.member_id = :member
                          and x.level = 'manage'
                          and not exists (
                            select 1
                            from account_notice_dismissal d
                            where d.project_id = n.project_id
                              and d.notice_id = n.id
                              and d.member_id = :member)
                        order by own desc, n.state = 'needs_sign_in' desc, n.since, n.id
                        """)
                .param("project", who.projectId())
                .param("member", who.memberId())
                .query((row, n) ->
                        new Notice(
                                row.getObject("id", UUID.class),
                                row.getObject("account_id", UUID.class),
                                row.getString("address"),
                                row.getString("state"),
                                row.getString("state_reason"),
                                row.getObject("since", OffsetDateTime.class).toInstant(),
                                row.getBoolean("own")))
                .list();
    }
}

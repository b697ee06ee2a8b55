package pl.rozmowa.account;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Mailboxes that a person paused, in the rows of {@code mail_account}. */
@Repository
class HoldTable {

    private final JdbcClient db;
    private final Clock clock;

    HoldTable(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    void hold(UUID projectId, UUID accountId, UUID memberId) {
        db.sql(
                        """
                        update mail_account
                        set state = 'on_hold',
                            state_reason = null,
                            state_at = :now,
                            held_by = :member
                        where project_id = :project
                          and id = :account
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("member", memberId)
                .param("project", projectId)
                .param("account", accountId)
                .update();
    }

    /** Where it was refused a password meanwhile, there is no use in reading. */
    void resume(UUID projectId, UUID accountId) {
        db.sql(
                        """
                        update mail_account
                        set state = case when state_reason is null then 'backfilling' else 'needs_sign_in' end,
                            state_at = :now,
                            held_by = null
                        where project_id = :project
                          and id = :account
                          and state = 'on_hold'
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("project", projectId)
                .param("account", accountId)
                .update();
    }

    /** Keeps in mind that the password was refused while the mailbox is on hold; false where it isn't, or was noted already. */
    boolean refusedMeanwhile(UUID projectId, UUID accountId, String reason) {
        return db.sql(
                                """
                                update mail_account
                                set state_reason = :reason
                                where project_id = :project
                                  and id = :account
                                  and state = 'on_hold'
                                  and state_reason is distinct from :reason
                                """)
                        .param("reason", reason)
                        .param("project", projectId)
                        .param("account", accountId)
                        .update()
                == 1;
    }
}

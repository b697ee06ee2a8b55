package pl.rozmowa.sync;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.AccessLevel;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/** How far a member reaches into the mailbox whose synchronisation they look at. */
@Component
class SyncAccessQuery {

    private final JdbcClient jdbc;

    SyncAccessQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 404 for what the member does not see. */
    AccessLevel requireReached(CurrentMember who, UUID accountId) {
        return jdbc.sql(
                        """
                        select x.level
                        from account_access x
                        where x.project_id = :project
                          and x.account_id = :account
                          and x.member_id = :member
                        """)
                .param("project", who.projectId())
                .param("account", accountId)
                .param("member", who.memberId())
                .query(String.class)
                .optional()
                .map(AccessLevel::of)
                .orElseThrow(Problem::notFound);
    }

    /** 404 for what the member does not see, 403 for what they see and do not manage. */
    void requireManaged(CurrentMember who, UUID accountId) {
        if (!requireReached(who, accountId).includes(AccessLevel.MANAGE)) {
            throw Problem.forbidden();
        }
    }
}

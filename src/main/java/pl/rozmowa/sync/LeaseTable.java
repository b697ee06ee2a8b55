package pl.rozmowa.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.AccountState;

/**
 * Leases of mailboxes, on the database's clock so that the nodes' clocks need not agree. A lease lives as long as its node does, which
 * keeps one row alive for all.
 */
@Component
class LeaseTable {

    static final int SECONDS = 30;
    private static final Duration SHORTEST_TRANSACTION = Duration.ofSeconds(5);
    private static final List<String> WORKABLE = AccountState.workableKeys();

    private final JdbcClient jdbc;

    LeaseTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives every mailbox that wants work its row, so that it can be claimed. */
    void enlist() {
        jdbc.sql(
                        """
                        insert into account_lease (project_id, account_id, until)
                        select a.project_id, a.id, '-infinity'
                        from mail_account a
                        where a.state in (:workable)
                          and not exists (
                              select 1
                              from account_lease l
                              where l.project_id = a.project_id and l.account_id = a.id)
                        on conflict do nothing
                        """)
                .param("workable", WORKABLE)
                .update();
    }

    /** Takes over at most {@code most} mailboxes that want work and that no living node holds. */
    List<Lease> claim(UUID node, int most) {
        return jdbc.sql(
                        """
                        update account_lease l
                        set node = :node, epoch = epoch + 1, until = 'infinity'
                        from (
                            select l.project_id, l.account_id
                            from account_lease l
                            join mail_account a on a.project_id = l.project_id and a.id = l.account_id
                            where (l.until < now()
                                or (l.until = 'infinity'
                                    and not exists (select 1 from sync_node n where n.id = l.node and n.until >= now())))
                              and a.state in (:workable)
                            limit :most
                            for update of l skip locked) free
                        where l.project_id = free.project_id and l.account_id = free.account_id
                        returning l.project_id, l.account_id, l.epoch
                        """)
                .param("node", node)
                .param("most", most)
                .param("workable", WORKABLE)
                .query(LeaseTable::lease)
                .list();
    }

    /**
     * Says that the node lives, which prolongs all its leases.
     *
     * @return those that are still its own: while it was silent, others may have taken some
     */
    List<Lease> renew(UUID node) {
        jdbc.sql(
                        """
                        insert into sync_node (id, until)
                        values (:node, now() + make_interval(secs => :seconds))
                        on conflict (id) do update set until = excluded.until
                        """)
                .param("node", node)
                .param("seconds", SECONDS)
                .update();
        return jdbc.sql(
                        """
                        select project_id, account_id, epoch
                        from account_lease
                        where node = :node
                        """)
                .param("node", node)
                .query(LeaseTable::lease)
                .list();
    }

    /** Forgets nodes that are long silent and hold nothing any more, and this one at its clean stop. */
    void forgetNodes(UUID leaving) {
        jdbc.sql(
                        """
                        delete from sync_node n
                        where (n.id = :leaving or n.until < now() - interval '1 hour')
                          and not exists (select 1 from account_lease l where l.node = n.id)
                        """)
                .param("leaving", leaving)
                .update();
    }

    /** Gives a mailbox back at once, as at a clean stop. */
    void release(UUID node, Lease lease) {
        jdbc.sql(
                        """
                        update account_lease
                        set node = null, until = '-infinity'
                        where project_id = :project and account_id = :account and node = :node and epoch = :epoch
                        """)
                .param("project", lease.projectId())
                .param("account", lease.accountId())
                .param("node", node)
                .param("epoch", lease.epoch())
                .update();
    }

    /**
     * To be the first statement of each transaction that writes under a lease: it also holds off a takeover until
     * the commit, since {@link #claim} locks for update what is locked here for a key share; so does whoever deletes the mailbox. A mailbox that a person disconnected or paused is nobody's to write into.
     *
     * <p>The transaction may last as long as its node was known to live when it began, and five seconds at least: the database itself ends
     * one whose node stands still, which would else keep its mailbox from everybody.
     */
    void guard(Lease lease) {
        boolean held =
                jdbc.sql(
                                """
                                select set_config('transaction_timeout', greatest(ceil(1000 * extract(epoch from
                                           least(l.until, n.until, now() + make_interval(secs => :seconds)) - now())),
                                           :shortest)::text, true)
                                from account_lease l
                                join mail_account a on a.project_id = l.project_id and a.id = l.account_id
                                left join sync_node n on n.id = l.node
                                where l.project_id = :project
                                  and l.account_id = :account
                                  and l.epoch = :epoch
                                  and l.until >= now()
                                  and (n.until is null or n.until >= now())
                                  and a.state not in ('choosing', 'on_hold', 'disconnected')
                                for key share of l, a
                                """)
                        .param("seconds", SECONDS)
                        .param("shortest", SHORTEST_TRANSACTION.toMillis())
                        .param("project", lease.projectId())
                        .param("account", lease.accountId())
                        .param("epoch", lease.epoch())
                        .query(String.class)
                        .optional()
                        .isPresent();
        if (!held) {
            throw new LeaseLost(lease);
        }
    }

    /** Whether the lease is still the holder's, whatever state the mailbox is in; holds off a takeover until the commit. */
    boolean isHeld(Lease lease) {
        return jdbc.sql(
                        """
                        select 1
                        from account_lease l
                        left join sync_node n on n.id = l.node
                        where l.project_id = :project
                          and l.account_id = :account
                          and l.epoch = :epoch
                          and l.until >= now()
                          and (n.until is null or n.until >= now())
                        for key share of l
                        """)
                .param("project", lease.projectId())
                .param("account", lease.accountId())
                .param("epoch", lease.epoch())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private static Lease lease(ResultSet row, int number) throws SQLException {
        return new Lease(
                row.getObject("project_id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getLong("epoch"));
    }
}

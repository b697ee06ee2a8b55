package pl.rozmowa.sync;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.platform.AppTest;
import pl.rozmowa.platform.Await;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Secrets;

/** A node that stands still in the middle of a transaction holds the lease's row locked: nobody may wait for it for ever. */
class FrozenNodeTest extends AppTest {

    @Autowired private Secrets secrets;
    @Autowired private LiveUpdates live;
    @Autowired private TransactionTemplate transactions;
    @Autowired private LeaseTable leases;
    private SyncedMailbox mailbox;

    @BeforeEach
    void connect() {
        mailbox = new SyncedMailbox(jdbc, this::changed);
        mailbox.connect(secrets);
    }

    private void changed(UUID project, UUID account) {
        transactions.executeWithoutResult(_ -> live.publish(LiveEvent.ofAccount(project, account)));
    }

    @AfterEach
    void disconnect() {
        mailbox.rest("disconnected");
    }

    @Test
    void aMailboxIsTakenOverFromANodeThatStandsStillInsideATransactionAndCannotCommit() {
        UUID frozen = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into account_lease (project_id, account_id, node, epoch, until)
                        values (?, ?, ?, 7, now() + interval '2 seconds')
                        """)
                .params(mailbox.project, mailbox.account, frozen)
                .update();
        mailbox.enter("live");
        CountDownLatch woken = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> page =
                CompletableFuture.runAsync(() ->
                        transactions.executeWithoutResult(_ -> {
                            leases.guard(new Lease(mailbox.project, mailbox.account, 7));
                            begun.countDown();
                            await(woken);
                            mailbox.enter("paused");
                        }));
        await(begun);
        try {
            Await.until(
                    "somebody else works on the mailbox",
                    () ->
                            mailbox.count(
                                            "select count(*) from account_lease where project_id = ? and epoch > 7 and node <> ?",
                                            frozen)
                                    == 1);
        } finally {
            woken.countDown();
        }
        assertThatThrownBy(page::join).isNotNull();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package pl.rozmowa.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import pl.rozmowa.account.Folder;
import pl.rozmowa.conversation.ReceivedEmail;
import pl.rozmowa.conversation.ReceivedPage;
import pl.rozmowa.conversation.Receiving;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;

/**
 * Commits pages of one folder on a thread of its own, so that the next page is read from the wire meanwhile. One page is one
 * transaction that begins with the lease's guard. At most two pages wait: the reader is held up rather than memory filled.
 *
 * <p>A page that can't be stored is halved down to the email that is to blame; that one is set aside as failed. Trouble of the
 * database itself is nobody's fault: it ends the run, and what wasn't committed is still listed.
 */
final class PageWriter implements WindowFetch.Outcome, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PageWriter.class);
    private static final int WAITING_PAGES = 2;

    /** Only a first synchronisation brings so many at once. */
    private static final int MANY = 20;

    private final Mailbox mailbox;
    private final Folder folder;
    private final long uidValidity;
    private final boolean backfill;
    private final Tools tools;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Thread writer;
    private boolean closed;
    private @Nullable RuntimeException broken;

    /** What a writer works with. */
    record Tools(
            TransactionTemplate transactions,
            LeaseTable leases,
            PlacementTable placements,
            Receiving receiving,
            LiveUpdates live,
            ByteBudget budget,
            SyncMetrics metrics) {

        /** One transaction of the lease's holder about the mailbox, whichever of its folders are followed. */
        void guarded(Mailbox mailbox, Runnable work) {
            transactions.executeWithoutResult(_ -> {
                leases.guard(mailbox.lease());
                work.run();
            });
        }

        /** One transaction of the lease's holder about a folder that is still followed. */
        void guarded(Mailbox mailbox, Folder folder, Runnable work) {
            transactions.executeWithoutResult(_ -> {
                leases.guard(mailbox.lease());
                placements.requireFollowed(mailbox.projectId(), folder.id());
                work.run();
            });
        }
    }

    /** @param backfill nobody is told of each message: it is older than the connection */
    PageWriter(Mailbox mailbox, Folder folder, long uidValidity, boolean backfill, Tools tools) {
        this.mailbox = mailbox;
        this.folder = folder;
        this.uidValidity = uidValidity;
        this.backfill = backfill;
        this.tools = tools;
        this.writer = Thread.ofVirtual().name("sync-writer-" + folder.id()).start(this::write);
    }

    @Override
    public void received(List<ReceivedEmail> page) {
        offer(() -> {
            store(page);
            if (page.size() >= MANY) {
                tools.placements.learnSizes();
            }
        });
        tools.budget.require(mailbox, backfill);
    }

    @Override
    public void gone(Collection<Long> uids) {
        offer(() -> {
            guarded(() -> {
                List<UUID> emails =
                        tools.placements.gone(mailbox.projectId(), folder.id(), uidValidity, uids);
                tools.receiving.placementsGone(mailbox.projectId(), mailbox.accountId(), emails);
            });
            tools.metrics.gone(uids.size());
        });
    }

    @Override
    public void failed(long uid, String reason) {
        offer(() -> setAside(uid, reason));
    }

    /** Waits until everything offered is committed; throws what went wrong. */
    @Override
    public void close() {
        synchronized (waiting) {
            closed = true;
            waiting.notifyAll();
        }
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            writer.interrupt();
        }
        synchronized (waiting) {
            if (broken != null) {
                throw broken;
            }
        }
    }

    private void offer(Runnable work) {
        synchronized (waiting) {
            try {
                while (waiting.size() >= WAITING_PAGES && broken == null) {
                    waiting.wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SessionStopped();
            }
            if (broken != null) {
                throw broken;
            }
            waiting.add(work);
            waiting.notifyAll();
        }
    }

    private void write() {
        while (true) {
            Runnable work;
            synchronized (waiting) {
                try {
                    while (waiting.isEmpty() && !closed) {
                        waiting.wait();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
                if (waiting.isEmpty()) {
                    return;
                }
                work = waiting.remove();
                waiting.notifyAll();
            }
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                synchronized (waiting) {
                    broken =
                            e instanceof RuntimeException known
                                    ? known
                                    : new IllegalStateException(e);
                    waiting.clear();
                    waiting.notifyAll();
                }
                return;
            }
        }
    }

    private void store(List<ReceivedEmail> page) {
        try {
            tools.metrics.pageCommitted(page.size(), () -> guarded(() -> receive(page)));
        } catch (LeaseLost
                | FolderDropped
                | DataAccessResourceFailureException
                | TransientDataAccessException
                | CannotCreateTransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            if (page.size() == 1) {
                LOG.warn(
                        "account {} folder {} uid {} can't be stored",
                        mailbox.accountId(),
                        folder.id(),
                        page.getFirst().uid(),
                        e);
                setAside(page.getFirst().uid(), "cannot_store");
                return;
            }
            int middle = page.size() / 2;
            store(new ArrayList<>(page.subList(0, middle)));
            store(new ArrayList<>(page.subList(middle, page.size())));
        }
    }

    private void receive(List<ReceivedEmail> page) {
        tools.receiving.receive(
                new ReceivedPage(
                        mailbox.projectId(),
                        mailbox.accountId(),
                        mailbox.ownAddressKeys(),
                        folder.id(),
                        folder.countsAs(),
                        uidValidity,
                        backfill,
                        page));
    }

    private void setAside(long uid, String reason) {
        guarded(() -> {
            tools.placements.fail(mailbox.projectId(), folder.id(), uidValidity, uid, reason);
            tools.live.publish(
                    new LiveEvent(
                            mailbox.projectId(),
                            "account",
                            mailbox.accountId(),
                            null,
                            null,
                            Map.of("changed", "quarantine")));
        });
        tools.metrics.failed();
    }

    private void guarded(Runnable work) {
        tools.guarded(mailbox, folder, work);
    }
}

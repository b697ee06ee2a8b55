package pl.rozmowa.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that comes with Rozmowa, run as a child process on the loopback address. When it dies it is started again; when Rozmowa
 * dies, however suddenly, it stops by itself.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration READY = Duration.ofSeconds(60);

    private final DataFolder folder;
    private final PostgresCluster cluster;
    private final List<String> extraSettings;
    private final CompletableFuture<DatabaseAddress> started = new CompletableFuture<>();
    private volatile boolean stopping;
    private volatile @Nullable Process process;

    private EmbeddedPostgres(
            DataFolder folder, PostgresCluster cluster, List<String> extraSettings) {
        this.folder = folder;
        this.cluster = cluster;
        this.extraSettings = extraSettings;
    }

    /**
     * Starts the database of that folder, making it first when there is none, and returns when it answers.
     *
     * @throws CannotStart with what the operator can do
     */
    public static EmbeddedPostgres start(Path data) {
        return start(data, data, List.of());
    }

    /** The same with programs unpacked elsewhere and settings of one's own ({@code name=value}), for tests. */
    static EmbeddedPostgres start(Path data, Path programs, List<String> extraSettings) {
        DataFolder folder = DataFolder.take(data);
        try {
            PostgresCluster cluster =
                    PostgresCluster.prepare(folder.path(), programs.toAbsolutePath());
            EmbeddedPostgres postgres = new EmbeddedPostgres(folder, cluster, extraSettings);
            postgres.startAndWait();
            return postgres;
        } catch (IOException e) {
            closeQuietly(folder);
            throw new CannotStart(
                    "The database could not be prepared in "
                            + data.toAbsolutePath()
                            + ": "
                            + e.getMessage(),
                    "Check that the folder can be written and that the disk has room, or set ROZMOWA_DATA to another one.",
                    e);
        } catch (RuntimeException e) {
            closeQuietly(folder);
            throw e;
        }
    }

    /** Where the application signs in. */
    public DatabaseAddress address() {
        return started.join();
    }

    /** Where the administrator of the cluster signs in; only for tests, which make databases of their own. */
    DatabaseAddress administrator() {
        return cluster.administrator();
    }

    long pid() {
        Process current = process;
        return current == null ? -1 : current.pid();
    }

    /**
     * The process must be forked by a thread that lives as long as we do: the kernel sends the death signal when the *thread* that
     * forked it ends, and a virtual thread's carrier may.
     */
    private void startAndWait() {
        Thread.ofPlatform().daemon().name("postgres").start(this::run);
        try {
            started.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof CannotStart reason) {
                throw reason;
            }
            throw e;
        }
    }

    private void run() {
        try {
            launch();
            started.complete(cluster.openDoors());
        } catch (CannotStart e) {
            started.completeExceptionally(e);
            return;
        } catch (IOException | RuntimeException e) {
            started.completeExceptionally(
                    new CannotStart(
                            "PostgreSQL did not start: " + e.getMessage(),
                            "Look into " + cluster.log() + ".",
                            e));
            return;
        } catch (InterruptedException e) {
            started.cancel(false);
            return;
        }
        supervise();
    }

    private void supervise() {
        long pause = 100;
        while (!stopping) {
            try {
                Process current = process;
                int exit = current == null ? -1 : current.waitFor();
                if (stopping) {
                    return;
                }
                LOG.error("PostgreSQL ended with {}; starting it again", exit);
                TimeUnit.MILLISECONDS.sleep(pause);
                pause = Math.min(pause * 2, 10_000);
                launch();
                pause = 100;
            } catch (CannotStart | IOException e) {
                LOG.error("PostgreSQL does not start again yet: {}", e.getMessage());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Starts the process and waits until it takes connections; a leftover of an earlier life is waited out first. */
    private void launch() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + READY.toNanos();
        cluster.waitOutPredecessor();
        while (true) {
            Process attempt = fork();
            process = attempt;
            while (attempt.isAlive() && System.nanoTime() < deadline) {
                if (cluster.isReady(attempt.pid())) {
                    return;
                }
                attempt.waitFor(10, TimeUnit.MILLISECONDS);
            }
            if (stopping) {
                return;
            }
            cluster.explain(
                    !attempt.isAlive()
                            && System.nanoTime() < deadline); // throws unless another try may help
            if (!started.isDone()) {
                cluster.takeAnotherPort();
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private Process fork() throws IOException {
        List<String> arguments = new ArrayList<>(cluster.arguments());
        for (String setting : extraSettings) {
            arguments.addAll(List.of("-c", setting));
        }
        return new ProcessBuilder(cluster.command(arguments))
                .directory(cluster.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(cluster.log().toFile())
                .start();
    }

    /** Stops it in order (a "fast" shutdown: open transactions are rolled back, everything is on disk). */
    @Override
    public void close() throws IOException {
        stopping = true;
        Process current = process;
        try {
            if (current != null && current.isAlive()) {
                new ProcessBuilder("kill", "-INT", Long.toString(current.pid())).start().waitFor();
                if (!current.waitFor(30, TimeUnit.SECONDS)) {
                    LOG.error(
                            "PostgreSQL did not stop within 30 s; it will recover at the next start");
                    current.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            folder.close();
        }
    }

    private static void closeQuietly(DataFolder folder) {
        try {
            folder.close();
        } catch (IOException e) {
            LOG.warn("the lock of the data folder was not released", e);
        }
    }
}

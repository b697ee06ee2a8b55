package pl.rozmowa.provider;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the network and does not wait longer than it wants to. Name resolution has no time limit of its own; whatever is
 * late is abandoned on its virtual thread.
 */
final class Patience {

    private static final Logger log = LoggerFactory.getLogger(Patience.class);

    private Patience() {}

    /**
     * Asks all at once and answers with the first, in the given order, that has found something.
     *
     * @param atMost for all of them together
     */
    static <T> Optional<T> firstOf(Duration atMost, List<Callable<Optional<T>>> questions) {
        long deadline = System.nanoTime() + atMost.toNanos();
        List<Future<Optional<T>>> answers = questions.stream().map(Patience::ask).toList();
        try {
            for (Future<Optional<T>> answer : answers) {
                Optional<T> found = await(answer, deadline - System.nanoTime());
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        } finally {
            answers.forEach(answer -> answer.cancel(true));
        }
    }

    private static <T> Future<Optional<T>> ask(Callable<Optional<T>> question) {
        FutureTask<Optional<T>> task = new FutureTask<>(question);
        Thread.ofVirtual().name("discovery").start(task);
        return task;
    }

    private static <T> Optional<T> await(Future<Optional<T>> answer, long nanos) {
        try {
            return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            // Not there, not reachable and not understood all lead to the next place to look.
            log.debug("nothing found: {}", String.valueOf(e.getCause()));
            return Optional.empty();
        } catch (TimeoutException e) {
            log.debug("no answer in time");
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

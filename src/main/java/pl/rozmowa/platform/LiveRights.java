package pl.rozmowa.platform;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the audiences once for all open pages of a node, not once for each. The answer belongs to one telling of an event and is good for half a
 * second: a page that comes later to it asks anew, and the same event told again is another telling, asked about after it was committed.
 */
final class LiveRights {

    private static final Logger LOG = LoggerFactory.getLogger(LiveRights.class);
    private static final long GOOD_FOR = Duration.ofMillis(500).toNanos();

    private final List<LiveAudience> audiences;
    private final Function<UUID, Set<UUID>> listening;
    private final Map<Telling, Answer> answers = new ConcurrentHashMap<>();

    /** An event, and which time it was told. */
    record Telling(LiveEvent event, long number) {}

    private record Answer(long askedAt, Set<UUID> about, CompletableFuture<Set<UUID>> may) {

        boolean good(long now) {
            return now - askedAt < GOOD_FOR;
        }
    }

    /** @param listening the members of a project who have a page open */
    LiveRights(List<LiveAudience> audiences, Function<UUID, Set<UUID>> listening) {
        this.audiences = List.copyOf(audiences);
        this.listening = listening;
    }

    /** Waits for whoever asks just now; what they come to know, or why they cannot, is everybody's answer. */
    boolean maySee(LiveRecipient recipient, Telling telling) {
        UUID member = recipient.memberId();
        if (!recipient.projectId().equals(telling.event().projectId())) {
            return false;
        }
        long now = System.nanoTime();
        Answer fresh = new Answer(now, everybody(recipient), new CompletableFuture<>());
        Answer answer =
                answers.compute(
                        telling,
                        (_, known) ->
                                known != null && known.good(now) && known.about().contains(member)
                                        ? known
                                        : fresh);
        if (answer == fresh) {
            answers.values().removeIf(old -> !old.good(now));
            ask(telling.event(), fresh);
        }
        return answer.may().join().contains(member);
    }

    private Set<UUID> everybody(LiveRecipient recipient) {
        Set<UUID> members = new HashSet<>(listening.apply(recipient.projectId()));
        members.add(recipient.memberId());
        return members;
    }

    private void ask(LiveEvent event, Answer answer) {
        try {
            answer.may().complete(among(event, answer.about()));
        } catch (RuntimeException | Error e) {
            answer.may().completeExceptionally(e);
            throw e;
        }
    }

    /** Deny by default: no audience means nobody. */
    private Set<UUID> among(LiveEvent event, Set<UUID> members) {
        Set<UUID> may = new HashSet<>(members);
        boolean decided = false;
        for (LiveAudience audience : audiences) {
            if (audience.decides(event)) {
                decided = true;
                if (!may.isEmpty()) {
                    may.retainAll(audience.among(event, Set.copyOf(may)));
                }
            }
        }
        if (!decided) {
            LOG.debug("no audience for events of type {}", event.type());
            return Set.of();
        }
        return may;
    }
}

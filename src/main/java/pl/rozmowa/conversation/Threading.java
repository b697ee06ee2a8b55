package pl.rozmowa.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.rozmowa.conversation.ThreadTable.Candidate;
import pl.rozmowa.conversation.ThreadTable.SameSubject;
import pl.rozmowa.platform.Ids;

/**
 * Finds the conversation of each arriving email (SYNC.md, Threading). Emails that have or name a message id in common belong
 * together, whichever came first; so the order of arrival does not matter, and cycles do no harm.
 *
 * <p>Nothing that an email says may show more to somebody: a conversation that was granted to single members is never merged with
 * another, and only an email that itself answers one of its emails enters it.
 */
@Component
class Threading {

    private final ThreadTable table;
    private final MergeTable merges;

    Threading(ThreadTable table, MergeTable merges) {
        this.table = table;
        this.merges = merges;
    }

    /**
     * @param conversations by email
     * @param begun conversations that have no row yet
     * @param merges what has to be joined first
     * @param newNames hashes of message ids that nobody named before, with their conversation
     * @param claims hashes that were only named elsewhere until their email came, which belongs here
     */
    record Outcome(
            Map<UUID, UUID> conversations,
            Set<UUID> begun,
            Map<UUID, UUID> merges,
            Map<UUID, UUID> newNames,
            Map<UUID, UUID> claims) {

        Outcome() {
            this(
                    new HashMap<>(),
                    new HashSet<>(),
                    new HashMap<>(),
                    new HashMap<>(),
                    new HashMap<>());
        }
    }

    Outcome thread(UUID projectId, UUID accountId, List<Arrival> arrivals) {
        Map<UUID, UUID> known = table.conversationsByName(projectId, accountId, names(arrivals));
        Map<Arrival, Set<UUID>> bySubject =
                bySubject(arrivals, table.sameSubject(projectId, accountId, arrivals));
        UnionFind joined = join(arrivals, known, bySubject);

        Set<UUID> found = new TreeSet<>(known.values());
        bySubject.values().forEach(found::addAll);
        Map<UUID, Candidate> candidates = new HashMap<>();
        table.hold(projectId, found);
        table.candidates(projectId, found)
                .forEach(candidate -> candidates.put(candidate.id(), candidate));

        Map<Integer, List<Candidate>> existing = new HashMap<>();
        found.stream()
                .map(candidates::get)
                .filter(candidate -> candidate != null)
                .forEach(c ->
                        existing.computeIfAbsent(joined.group(c.id()), group -> new ArrayList<>())
                                .add(c));
        Map<Integer, List<Arrival>> groups = new LinkedHashMap<>();
        arrivals.forEach(a ->
                groups.computeIfAbsent(joined.group(a.id()), group -> new ArrayList<>()).add(a));

        Outcome outcome = new Outcome();
        groups.forEach((group, emails) -> {
            List<Candidate> there = existing.getOrDefault(group, List.of());
            if (mayBecomeOne(projectId, there)) {
                together(emails, there, outcome);
            } else {
                Set<UUID> owned =
                        table.ownedNames(projectId, there.stream().map(Candidate::id).toList());
                apart(emails, there, known, owned, bySubject, outcome);
            }
        });
        for (Arrival arrival : arrivals) {
            UUID conversation = outcome.conversations.get(arrival.id());
            names(List.of(arrival)).stream()
                    .filter(name -> !known.containsKey(name) && conversation != null)
                    .forEach(name -> outcome.newNames.putIfAbsent(name, conversation));
        }
        return outcome;
    }

    /** What we write ourselves stays where it was written. */
    static Outcome inside(UUID conversation, List<Arrival> arrivals) {
        Outcome outcome = new Outcome();
        arrivals.forEach(arrival -> outcome.conversations.put(arrival.id(), conversation));
        arrivals.forEach(arrival ->
                arrival.ownNames().forEach(name -> outcome.claims.put(name, conversation)));
        return outcome;
    }

    private static UnionFind join(
            List<Arrival> arrivals, Map<UUID, UUID> known, Map<Arrival, Set<UUID>> bySubject) {
        UnionFind joined = new UnionFind();
        for (Arrival arrival : arrivals) {
            names(List.of(arrival)).forEach(name -> joined.join(arrival.id(), name));
        }
        known.forEach(joined::join);
        bySubject.forEach((arrival, found) -> found.forEach(id -> joined.join(arrival.id(), id)));
        Map<Long, List<Arrival>> sameSubject = new HashMap<>();
        arrivals.stream()
                .filter(arrival -> arrival.subjectKey() != null)
                .forEach(a ->
                        sameSubject
                                .computeIfAbsent(a.subjectKey(), key -> new ArrayList<>())
                                .add(a));
        for (List<Arrival> alike : sameSubject.values()) {
            for (Arrival reply : alike) {
                if (reply.bareReply()) {
                    alike.stream()
                            .filter(earlier ->
                                    answers(
                                            reply.at(),
                                            reply.counterparties(),
                                            earlier.at(),
                                            earlier.counterparties()))
                            .forEach(earlier -> joined.join(reply.id(), earlier.id()));
                }
            }
        }
        return joined;
    }

    private static Map<Arrival, Set<UUID>> bySubject(
            List<Arrival> arrivals, List<SameSubject> stored) {
        Map<Arrival, Set<UUID>> found = new LinkedHashMap<>();
        if (stored.isEmpty()) {
            return found;
        }
        Map<Long, List<SameSubject>> byKey = new HashMap<>();
        stored.forEach(s -> byKey.computeIfAbsent(s.subjectKey(), key -> new ArrayList<>()).add(s));
        for (Arrival arrival : arrivals) {
            for (SameSubject other : byKey.getOrDefault(arrival.subjectKey(), List.of())) {
                boolean answer =
                        arrival.bareReply()
                                && answers(
                                        arrival.at(),
                                        arrival.counterparties(),
                                        other.at(),
                                        other.counterparties());
                boolean answered =
                        other.bareReply()
                                && answers(
                                        other.at(),
                                        other.counterparties(),
                                        arrival.at(),
                                        arrival.counterparties());
                if (answer || answered) {
                    found.computeIfAbsent(arrival, a -> new TreeSet<>())
                            .add(other.conversationId());
                }
            }
        }
        return found;
    }

    private static boolean answers(
            Instant reply, Set<String> to, Instant earlier, Set<String> with) {
        return !earlier.isAfter(reply)
                && !earlier.isBefore(reply.minus(ThreadTable.SUBJECT_REACH))
                && !Collections.disjoint(to, with);
    }

    private boolean mayBecomeOne(UUID projectId, List<Candidate> there) {
        return there.stream().allMatch(candidate -> candidate.granted().isEmpty())
                && (there.size() < 2
                        || !merges.wereTakenApart(
                                projectId, there.stream().map(Candidate::id).toList()));
    }

    /** All in one: the largest of the conversations that are there takes over the others. */
    private static void together(List<Arrival> emails, List<Candidate> there, Outcome outcome) {
        UUID home = there.stream().max(LARGEST_THEN_OLDEST).map(Candidate::id).orElseGet(Ids::next);
        if (there.isEmpty()) {
            outcome.begun.add(home);
        }
        there.stream()
                .map(Candidate::id)
                .filter(id -> !id.equals(home))
                .forEach(id -> outcome.merges.put(id, home));
        emails.forEach(email -> outcome.conversations.put(email.id(), home));
    }

    /** Each where what it answers itself is; what answers none of them begins anew, or enters by its subject what nobody was granted. */
    private static void apart(
            List<Arrival> emails,
            List<Candidate> there,
            Map<UUID, UUID> known,
            Set<UUID> owned,
            Map<Arrival, Set<UUID>> bySubject,
            Outcome outcome) {
        Set<UUID> open = new HashSet<>();
        there.stream()
                .filter(candidate -> candidate.granted().isEmpty())
                .forEach(c -> open.add(c.id()));
        Map<UUID, UUID> placed = new HashMap<>();
        for (Arrival email : emails.stream().sorted(Comparator.comparing(Arrival::at)).toList()) {
            UUID home =
                    first(
                            email.ancestors().stream()
                                    .map(name -> placed.getOrDefault(name, known.get(name))));
            if (home == null) {
                home =
                        first(
                                Stream.concat(
                                                email.ownNames().stream().map(known::get),
                                                bySubject.getOrDefault(email, Set.of()).stream())
                                        .filter(id -> id != null && open.contains(id)));
            }
            if (home == null) {
                home = Ids.next();
                outcome.begun.add(home);
            }
            outcome.conversations.put(email.id(), home);
            for (UUID name : email.ownNames()) {
                if (!known.containsKey(name)) {
                    placed.putIfAbsent(name, home);
                } else if (!owned.contains(name)) {
                    // Somebody named it before it came; that alone must not draw its answers over
                    // there.
                    placed.putIfAbsent(name, home);
                    outcome.claims.put(name, home);
                }
            }
        }
    }

    private static @Nullable UUID first(Stream<@Nullable UUID> ids) {
        return ids.filter(id -> id != null).findFirst().orElse(null);
    }

    private static Set<UUID> names(Collection<Arrival> arrivals) {
        Set<UUID> names = new TreeSet<>();
        for (Arrival arrival : arrivals) {
            names.addAll(arrival.ownNames());
            names.addAll(arrival.ancestors());
        }
        return names;
    }

    private static final Comparator<Candidate> LARGEST_THEN_OLDEST =
            Comparator.comparingInt(Candidate::emails)
                    .thenComparing(Candidate::id, Comparator.reverseOrder());
}

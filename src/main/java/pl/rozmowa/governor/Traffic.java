package pl.rozmowa.governor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Counts what each mailbox moves a day (UTC), because providers stop those that move too much. Open connections are asked now and then,
 * and once more when they close; what a node loses by being killed is at most some minutes of counting.
 */
@Component
public class Traffic {

    private static final long WORTH_WRITING = 256 << 10;
    private static final Duration AT_LEAST_EVERY = Duration.ofMinutes(15);
    private static final int DAYS_KEPT = 31;

    private final TrafficTable table;
    private final Clock clock;
    private final Set<Meter> open = ConcurrentHashMap.newKeySet();
    private final Queue<Meter> closed = new ConcurrentLinkedQueue<>();
    private final ConcurrentMap<UUID, Day> today = new ConcurrentHashMap<>();

    Traffic(TrafficTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** A connection that counts its octets itself. */
    public interface Counted {
        long bytesIn();

        long bytesOut();
    }

    /** Octets that came in and went out. */
    public record Octets(long in, long out) {}

    private record Day(LocalDate day, long in) {}

    /** What of one connection is written down already. */
    private static final class Meter {
        final UUID projectId;
        final UUID accountId;
        final Counted connection;
        long in;
        long out;
        Instant at;

        Meter(UUID projectId, UUID accountId, Counted connection, Instant at) {
            this.projectId = projectId;
            this.accountId = accountId;
            this.connection = connection;
            this.at = at;
        }

        synchronized long unwritten() {
            return connection.bytesIn() - in;
        }

        synchronized boolean isWorthWriting(Instant now) {
            return unwritten() >= WORTH_WRITING
                    || (unwritten() > 0 && at.plus(AT_LEAST_EVERY).isBefore(now));
        }

        synchronized TrafficTable.Moved look() {
            return new TrafficTable.Moved(
                    projectId, accountId, connection.bytesIn() - in, connection.bytesOut() - out);
        }

        synchronized void written(TrafficTable.Moved moved, Instant now) {
            in += moved.in();
            out += moved.out();
            at = now;
        }
    }

    /**
     * Counts a connection from now on.
     *
     * @return to be run when it closes; what it moved last is written down at the next {@link #write()}
     */
    public Runnable follow(UUID projectId, UUID accountId, Counted connection) {
        Meter meter = new Meter(projectId, accountId, connection, clock.instant());
        open.add(meter);
        return () -> {
            if (open.remove(meter)) {
                closed.add(meter); // closing must not wait for the database, nor fail with it
            }
        };
    }

    /** Writes down what is worth it in one statement; to be called every minute or so, and at the end. */
    public synchronized void write() {
        Instant now = clock.instant();
        List<Meter> gone = new ArrayList<>();
        for (Meter meter = closed.poll(); meter != null; meter = closed.poll()) {
            gone.add(meter);
        }
        List<Meter> asked = new ArrayList<>(gone);
        open.stream().filter(meter -> meter.isWorthWriting(now)).forEach(asked::add);
        if (asked.isEmpty()) {
            return;
        }
        LocalDate day = day();
        List<TrafficTable.Moved> moved = asked.stream().map(meter -> meter.look()).toList();
        try {
            table.add(day, moved).forEach((account, in) -> today.put(account, new Day(day, in)));
        } catch (RuntimeException e) {
            closed.addAll(gone);
            throw e;
        }
        for (int i = 0; i < asked.size(); i++) {
            asked.get(i).written(moved.get(i), now);
        }
    }

    /**
     * Whether the mailbox has had its share of what its provider allows in a day.
     *
     * @param percent of the limit, since other programs read the same mailbox
     */
    public boolean isSpent(UUID projectId, UUID accountId, long dailyLimit, int percent) {
        return inToday(projectId, accountId) >= dailyLimit / 100 * percent;
    }

    /** Octets that came in today, those of open connections included. */
    private long inToday(UUID projectId, UUID accountId) {
        LocalDate day = day();
        Day known =
                today.compute(
                        accountId,
                        (_, former) ->
                                former != null && former.day().equals(day)
                                        ? former
                                        : new Day(day, table.of(projectId, accountId, day).in()));
        return known.in() + metersOf(accountId).mapToLong(Meter::unwritten).sum();
    }

    /** What the mailbox moved today: by all nodes as far as it is written down, and by this one up to now. */
    public Octets movedToday(UUID projectId, UUID accountId) {
        Octets written = table.of(projectId, accountId, day());
        long in = written.in();
        long out = written.out();
        for (Meter meter : metersOf(accountId).toList()) {
            TrafficTable.Moved more = meter.look();
            in += more.in();
            out += more.out();
        }
        return new Octets(in, out);
    }

    private Stream<Meter> metersOf(UUID accountId) {
        return Stream.concat(open.stream(), closed.stream())
                .filter(meter -> meter.accountId.equals(accountId));
    }

    /** When the next day begins. */
    public Instant tomorrow() {
        return day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Removes days that nobody asks about any more. */
    public void forgetOld() {
        table.forgetBefore(day().minusDays(DAYS_KEPT));
    }

    private LocalDate day() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }
}

package pl.rozmowa.governor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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

        synchronized TrafficTable.Moved take(Instant now) {
            TrafficTable.Moved moved =
                    new TrafficTable.Moved(
                            projectId,
                            accountId,
                            connection.bytesIn() - in,
                            connection.bytesOut() - out);
            in += moved.in();
            out += moved.out();
            at = now;
            return moved;
        }
    }

    /**
     * Counts a connection from now on.
     *
     * @return to be run when it closes
     */
    public Runnable follow(UUID projectId, UUID accountId, Counted connection) {
        Meter meter = new Meter(projectId, accountId, connection, clock.instant());
        open.add(meter);
        return () -> {
            if (open.remove(meter)) {
                write(List.of(meter.take(clock.instant())));
            }
        };
    }

    /** Writes down what is worth it; to be called every minute or so. */
    public void write() {
        Instant now = clock.instant();
        List<TrafficTable.Moved> moved = new ArrayList<>();
        for (Meter meter : open) {
            if (meter.isWorthWriting(now)) {
                moved.add(meter.take(now));
            }
        }
        if (!moved.isEmpty()) {
            write(moved);
        }
    }

    private void write(List<TrafficTable.Moved> moved) {
        LocalDate day = day();
        table.add(day, moved).forEach((account, in) -> today.put(account, new Day(day, in)));
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
    public long inToday(UUID projectId, UUID accountId) {
        LocalDate day = day();
        Day known =
                today.compute(
                        accountId,
                        (_, former) ->
                                former != null && former.day().equals(day)
                                        ? former
                                        : new Day(day, table.bytesIn(projectId, accountId, day)));
        long unwritten =
                open.stream()
                        .filter(meter -> meter.accountId.equals(accountId))
                        .mapToLong(Meter::unwritten)
                        .sum();
        return known.in() + unwritten;
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

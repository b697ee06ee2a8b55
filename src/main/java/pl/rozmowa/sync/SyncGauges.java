package pl.rozmowa.sync;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.rozmowa.account.AccountState;

/** How things stand now: sessions and connections of this node, everything else of the whole installation. */
@Component
class SyncGauges {

    /** All figures of one visit of Prometheus come from one look at the database. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private static final List<String> FOLDER_STATES =
            Stream.concat(
                            Stream.of("waiting"),
                            Stream.of(FolderCursor.State.values())
                                    .map(state -> state.name().toLowerCase(Locale.ROOT)))
                    .toList();

    private final SyncFiguresQuery query;
    private SyncFiguresQuery.@Nullable Figures known;
    private long knownAt;

    SyncGauges(MeterRegistry registry, SyncFiguresQuery query, MailboxWorkers workers) {
        this.query = query;
        for (AccountState state : AccountState.values()) {
            gauge(
                    registry,
                    "rozmowa.mailboxes",
                    "state",
                    state.key(),
                    f -> f.mailboxes().getOrDefault(state.key(), 0),
                    "Mailboxes by state");
        }
        for (String state : FOLDER_STATES) {
            gauge(
                    registry,
                    "rozmowa.folders",
                    "state",
                    state,
                    f -> f.folders().getOrDefault(state, 0),
                    "Followed folders by state");
        }
        gauge(
                registry,
                "rozmowa.traffic.today.bytes",
                "direction",
                "in",
                f -> f.bytesIn(),
                "Octets over IMAP today (UTC)");
        gauge(
                registry,
                "rozmowa.traffic.today.bytes",
                "direction",
                "out",
                f -> f.bytesOut(),
                "Octets over IMAP today (UTC)");
        gauge(
                registry,
                "rozmowa.folder.lag.seconds",
                "of",
                "worst",
                SyncFiguresQuery.Figures::lagSeconds,
                "For how long the folder furthest behind hasn't been read to its end");
        gauge(
                registry,
                "rozmowa.quarantined.messages",
                "of",
                "all",
                f -> f.quarantined(),
                "Messages that are set aside");
        Gauge.builder("rozmowa.sync.sessions", workers, MailboxWorkers::sessions)
                .description("Mailboxes that this node works on")
                .register(registry);
        Gauge.builder("rozmowa.sync.connections", workers, MailboxWorkers::connections)
                .description("IMAP connections that their sessions hold open")
                .register(registry);
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String tag,
            String value,
            ToDoubleFunction<SyncFiguresQuery.Figures> figure,
            String description) {
        Gauge.builder(name, this, gauges -> figure.applyAsDouble(gauges.figures()))
                .tag(tag, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    private synchronized SyncFiguresQuery.Figures figures() {
        SyncFiguresQuery.Figures figures = known;
        if (figures == null || System.nanoTime() - knownAt > FRESH.toNanos()) {
            figures = query.now();
            known = figures;
            knownAt = System.nanoTime();
        }
        return figures;
    }
}

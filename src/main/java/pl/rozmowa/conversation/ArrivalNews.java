package pl.rozmowa.conversation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells the rooms above of mail that came in just now from outside. */
@Component
class ArrivalNews {

    /** Older mail was moved here from elsewhere: no news to anybody. */
    private static final Duration NEWS = Duration.ofDays(7);

    /** A digest that comes into a mailbox of ours must not call for the next one. */
    private static final String OUR_OWN = "x-rozmowa-notice";

    private final ObjectProvider<ArrivalListener> listeners;
    private final Clock clock;

    ArrivalNews(ObjectProvider<ArrivalListener> listeners, Clock clock) {
        this.listeners = listeners;
        this.clock = clock;
    }

    void tell(ReceivedPage page, List<Arrival> arrivals, Threading.Outcome threaded) {
        if (page.backfill()) {
            return;
        }
        Instant since = clock.instant().minus(NEWS);
        Map<UUID, Integer> counts = new TreeMap<>();
        arrivals.stream()
                .filter(arrival -> arrival.arrivedUnseen() && arrival.at().isAfter(since))
                .filter(arrival -> !arrival.parsed().headers().has(OUR_OWN))
                .map(arrival -> threaded.conversations().get(arrival.id()))
                .filter(conversation -> conversation != null)
                .forEach(conversation -> counts.merge(conversation, 1, Integer::sum));
        counts.forEach((conversation, emails) -> {
            ArrivalListener.Arrived news =
                    new ArrivalListener.Arrived(
                            page.projectId(),
                            page.accountId(),
                            conversation,
                            threaded.begun().contains(conversation),
                            emails);
            listeners.orderedStream().forEach(listener -> listener.arrived(news));
        });
    }
}

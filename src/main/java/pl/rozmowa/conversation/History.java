package pl.rozmowa.conversation;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.platform.Ids;

/** Writes the history of conversations: who did what when. Inside the transaction of the deed itself. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class History {

    private final HistoryTable events;
    private final ObjectProvider<HistoryListener> listeners;
    private final Clock clock;

    History(HistoryTable events, ObjectProvider<HistoryListener> listeners, Clock clock) {
        this.events = events;
        this.listeners = listeners;
        this.clock = clock;
    }

    /**
     * @param memberId who did it; null: it came about by itself
     * @param verb what was done, snake_case
     * @param subject the member, tag or note it was about
     * @param detail one short word or a moment more; never text that came with a message
     */
    public void note(
            UUID projectId,
            UUID conversationId,
            @Nullable UUID memberId,
            String verb,
            @Nullable UUID subject,
            @Nullable String detail) {
        events.add(
                new HistoryTable.Event(
                        projectId, Ids.next(), conversationId, memberId, verb, subject, detail),
                clock.instant());
        HistoryListener.Deed deed =
                new HistoryListener.Deed(projectId, conversationId, memberId, verb, subject);
        listeners.orderedStream().forEach(listener -> listener.noted(deed));
    }
}

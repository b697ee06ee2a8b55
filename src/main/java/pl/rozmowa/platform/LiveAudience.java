package pl.rozmowa.platform;

/**
 * Says who may hear of an event. Implemented as a bean by the room that owns what the event is about; asked again for each event and
 * each recipient, so that access taken away stops the very next event. An event for which no audience answers is told to nobody.
 */
public interface LiveAudience {

    /** Whether this audience is the one to ask about such an event. */
    boolean decides(LiveEvent event);

    /** Whether the recipient may know about the event now; looked up in the database, never remembered. */
    boolean maySee(LiveRecipient recipient, LiveEvent event);
}

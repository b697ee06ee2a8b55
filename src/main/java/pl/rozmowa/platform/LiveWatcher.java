package pl.rozmowa.platform;

/**
 * A part of this node that acts on what was committed on any node. Called on the one listening thread: take note and return at once.
 */
public interface LiveWatcher {

    /** Something was committed. */
    void heard(LiveEvent event);

    /** The listening connection was lost for a while: anything may have been committed meanwhile. */
    void missedSome();
}

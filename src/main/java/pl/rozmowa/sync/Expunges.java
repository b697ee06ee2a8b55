package pl.rozmowa.sync;

/** What to do about messages that a folder no longer has. */
enum Expunges {
    /** They are gone. */
    APPLY,
    /**
     * Leave them for a second look: the other folders have not been looked at since, and the messages may have been moved there. The
     * cursor keeps its snapshot, so that the second look finds them again, whoever takes it.
     */
    LEAVE
}

package pl.rozmowa.access;

/** Who calls; the columns of every table of routes, in this order. */
enum Caller {
    /** Nobody signed in. */
    ANONYMOUS("anon"),
    /** Owner of the project; the mailbox was shared with them to manage. */
    OWNER("owner"),
    /** Admin of the project; the mailbox was shared with them to manage. */
    ADMIN("admin"),
    /** The member who connected the mailbox. */
    WITH("with"),
    /** A member with whom the mailbox was not shared; has a private one of their own. */
    WITHOUT("wout"),
    /** A guest who may read the one conversation. */
    GUEST_GRANTED("guest+"),
    /** A guest with whom nothing was shared. */
    GUEST("guest"),
    /** Owner of another project. */
    OTHER("other");

    final String column;

    Caller(String column) {
        this.column = column;
    }
}

package pl.rozmowa.governor;

import java.time.Instant;

/** Nobody connects to this host before then: it asked for quiet, or is down for everybody. */
public final class HostAtRest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Instant until;
    private final String reason;

    HostAtRest(String host, Instant until, String reason) {
        super(host + " is left in peace until " + until + ": " + reason);
        this.until = until;
        this.reason = reason;
    }

    public Instant until() {
        return until;
    }

    /** The failure code that brought it about. */
    public String reason() {
        return reason;
    }
}

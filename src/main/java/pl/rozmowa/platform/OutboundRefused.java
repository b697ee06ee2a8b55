package pl.rozmowa.platform;

import java.io.IOException;

/** A connection that was never attempted because its target is not on the open internet and not on the operator's list. */
public final class OutboundRefused extends IOException {

    private static final long serialVersionUID = 1;

    OutboundRefused() {
        super("target not allowed");
    }
}

package pl.rozmowa.governor;

import java.time.Instant;

/**
 * A host that is left in peace.
 *
 * @param reason failure code of the last failure
 * @param failures pauses in a row, each longer than the one before
 */
record HostPause(String host, Instant until, String reason, int failures) {}

package pl.rozmowa.imap;

import java.time.Duration;

/**
 * Where our patience with a server ends.
 *
 * @param lineBytes the longest line (without its literals) that is read; beyond it the connection is given up
 * @param literalBytes the largest literal that is kept in memory; a longer one is read past, and its message says so
 * @param skippedBytes the largest literal that is read past; beyond it the connection is given up
 * @param messageBytes all literals of one FETCH response together
 * @param parts the parts of one BODYSTRUCTURE
 * @param depth how deep parts and lists may nest
 * @param folders how many folders one LIST may answer with
 * @param uids how many UIDs one SEARCH may answer with
 * @param signIn how long a login may take; some providers need minutes
 * @param answer the longest silence while an answer is due
 * @param slowest fewer bytes than this within {@link #answer}, while an answer is due, counts as silence
 */
public record ImapLimits(
        int lineBytes,
        int literalBytes,
        long skippedBytes,
        long messageBytes,
        int parts,
        int depth,
        int folders,
        long uids,
        Duration signIn,
        Duration answer,
        int slowest) {

    public static ImapLimits standard() {
        return new ImapLimits(
                16 << 20,
                64 << 20,
                512L << 20,
                128L << 20,
                10_000,
                100,
                20_000,
                5_000_000,
                Duration.ofMinutes(3),
                Duration.ofSeconds(60),
                1024);
    }

    /** The same with another time for answers. */
    public ImapLimits answeringWithin(Duration time) {
        return new ImapLimits(
                lineBytes,
                literalBytes,
                skippedBytes,
                messageBytes,
                parts,
                depth,
                folders,
                uids,
                signIn.compareTo(time) < 0 ? signIn : time.multipliedBy(3),
                time,
                slowest);
    }
}

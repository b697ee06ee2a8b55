package pl.rozmowa.mail;

import java.time.Duration;

/**
 * How far a mail is read before the rest is left alone, so that no single mail can hold up the others.
 *
 * @param bytes of the source
 * @param parts leaves that are shown
 * @param depth of nested multiparts
 * @param headers fields that are read of one header block
 * @param headerBytes of one header block
 * @param textChars of the text and of the HTML body, each
 * @param time measured while parts are read
 */
public record ParseLimits(
        long bytes,
        int parts,
        int depth,
        int headers,
        int headerBytes,
        int textChars,
        Duration time) {

    public static final ParseLimits STANDARD =
            new ParseLimits(
                    200_000_000, 1_000, 50, 2_000, 1_000_000, 2_000_000, Duration.ofSeconds(5));
}

package pl.rozmowa.mail;

import java.util.Arrays;

/** What may stand before the first header field of a source, and lines that end in the manner of the last century. */
final class Source {

    private Source() {}

    /** The bytes with line feeds in them: a source that has only carriage returns is copied, any other is given back. */
    static byte[] readable(byte[] source, int end) {
        boolean carriageReturn = false;
        for (int i = 0; i < end; i++) {
            if (source[i] == '\n') {
                return source;
            }
            carriageReturn |= source[i] == '\r';
        }
        if (!carriageReturn) {
            return source;
        }
        byte[] copy = Arrays.copyOf(source, end);
        for (int i = 0; i < end; i++) {
            if (copy[i] == '\r') {
                copy[i] = '\n';
            }
        }
        return copy;
    }

    /** Past leading NULs, a byte order mark, empty lines. */
    static int start(byte[] source, int end) {
        int at = 0;
        if (end > 2
                && source[0] == (byte) 0xef
                && source[1] == (byte) 0xbb
                && source[2] == (byte) 0xbf) {
            at = 3;
        }
        while (at < end && (source[at] == 0 || source[at] == '\r' || source[at] == '\n')) {
            at++;
        }
        return at;
    }
}

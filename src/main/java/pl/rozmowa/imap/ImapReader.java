package pl.rozmowa.imap;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads responses straight out of one byte buffer. The unit is a <em>line</em>: everything up to CRLF lies in the buffer in one piece
 * and tokens are read from it by index; a line that ends in <code>{n}</code> is followed by a literal, which goes directly into an
 * array of its own size, and by a further line of the same response. Tokens never run past the end of the line, so a response that
 * cannot be understood can always be skipped ({@link #skipRest}) without losing the thread.
 */
final class ImapReader {

    private static final int BUFFER = 64 << 10;
    private static final int IDLE_BUFFER = 512;

    private InputStream in;
    private @Nullable Inflated inflated;
    private long plainBefore;
    private final ImapLimits limits;

    private byte[] buffer = new byte[BUFFER];
    private int limit;

    /** The line being read: tokens from {@code at} up to {@code end}; what was not looked at yet begins at {@code next}. */
    private int at;

    private int end;
    private int next;
    private int lineStart;

    /** Counts lines, so that a parser knows whether a remembered position still means anything. */
    private long line;

    private final Pace pace;

    ImapReader(InputStream in, ImapLimits limits) {
        this.in = in;
        this.limits = limits;
        this.pace = new Pace(limits);
    }

    /** An answer is due: after {@code nanos} in all it is over, however busily the server drips. */
    void expect(long nanos) {
        pace.expect(nanos);
    }

    /** Octets that came over the wire. */
    long bytesRead() {
        return inflated == null ? pace.bytesRead() : plainBefore + inflated.wireBytes();
    }

    /** Octets that came out of it: more where it is compressed. */
    long plainBytesRead() {
        return pace.bytesRead();
    }

    /** From now on everything is compressed, beginning with what has arrived already after this line (RFC 4978 §3). */
    void inflate() {
        byte[] arrived = copy(next, limit);
        plainBefore = pace.uncount(arrived.length);
        inflated = new Inflated(new SequenceInputStream(new ByteArrayInputStream(arrived), in));
        in = inflated;
        at = end = lineStart = next = limit = 0;
    }

    // --- lines
    // ------------------------------------------------------------------------------------------------------

    /**
     * Waits for the next line. After a {@link java.net.SocketTimeoutException} it may be called again: nothing is lost.
     *
     * @throws EOFException when the peer closed
     */
    void nextLine() throws IOException {
        int scan = next;
        while (true) {
            for (; scan < limit; scan++) {
                if (buffer[scan] == '\n') {
                    startLine(scan);
                    return;
                }
            }
            int before = next;
            fill();
            scan -= before - next;
        }
    }

    private void startLine(int newline) {
        lineStart = next;
        at = next;
        end = newline > at && buffer[newline - 1] == '\r' ? newline - 1 : newline;
        next = newline + 1;
        line++;
        pace.onLine(next == limit);
        while (at < end && buffer[at] == 0) {
            at++; // some servers begin lines with NULs
        }
    }

    /** Brings at least one byte more into the buffer; may move {@code next} (and with it the unread bytes) to its front. */
    private void fill() throws IOException {
        if (next == limit) {
            next = 0;
            limit = 0;
            if (buffer.length > BUFFER) {
                buffer = new byte[BUFFER];
            }
        } else if (limit == buffer.length && next > 0) {
            System.arraycopy(buffer, next, buffer, 0, limit - next);
            limit -= next;
            next = 0;
        }
        if (limit == buffer.length) {
            if (buffer.length >= limits.lineBytes()) {
                throw new ImapException(new ImapFailure.TooBig("line", limit));
            }
            int larger = buffer.length < BUFFER ? BUFFER : buffer.length * 2;
            buffer =
                    Arrays.copyOf(
                            buffer,
                            Math.min(larger, Math.max(limits.lineBytes(), buffer.length + 1)));
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        if (count < 0) {
            throw new EOFException("closed by the server");
        }
        limit += count;
        at = end = lineStart = next; // the old line is no longer there
        pace.onArrival(count);
    }

    /** Has a whole line or the beginning of one arrived already? */
    boolean pending() {
        return next < limit;
    }

    /** Gives the big buffer back while nothing is expected for minutes. */
    void rest() {
        if (next == limit && buffer.length > IDLE_BUFFER) {
            buffer = new byte[IDLE_BUFFER];
            at = end = lineStart = next = limit = 0;
        }
    }

    /** Takes the big buffer again. */
    void work() {
        if (buffer.length < BUFFER) {
            buffer = Arrays.copyOf(buffer, BUFFER);
        }
    }

    long line() {
        return line;
    }

    int position() {
        return at;
    }

    /** Goes back (or forth) within this line. */
    void position(int position) {
        at = position;
    }

    int start() {
        return lineStart;
    }

    // --- tokens
    // -----------------------------------------------------------------------------------------------------

    /** The next byte of the line, unread; -1 at its end. */
    int peek() {
        return at < end ? buffer[at] & 0xFF : -1;
    }

    boolean atEnd() {
        return at >= end;
    }

    /** Reads the byte if it is this one. */
    boolean skip(char wanted) {
        if (at < end && buffer[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }

    void expect(char wanted) throws Malformed {
        if (!skip(wanted)) {
            throw new Malformed("no " + wanted);
        }
    }

    void skipSpaces() {
        while (at < end && buffer[at] == ' ') {
            at++;
        }
    }

    boolean isDigit() {
        return at < end && buffer[at] >= '0' && buffer[at] <= '9';
    }

    /** An unsigned number of at most 19 digits (63 bits, RFC 7162 MODSEQ). */
    long number() throws Malformed {
        int begin = at;
        long number = 0;
        while (isDigit()) {
            number = number * 10 + (buffer[at++] - '0');
        }
        if (at == begin || at - begin > 19 || number < 0) {
            throw new Malformed("no number");
        }
        return number;
    }

    /** Everything up to a space, bracket, quote or the end; may be empty. */
    String atom() {
        int begin = at;
        while (at < end && isAtom(buffer[at])) {
            at++;
        }
        return text(begin, at);
    }

    private static boolean isAtom(byte b) {
        return switch (b) {
            case ' ', '(', ')', '[', ']', '"', '{' -> false;
            default -> true;
        };
    }

    private String text(int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** The rest of the line as it is, a character a byte. */
    String rest(int from) {
        return text(Math.min(from, end), end);
    }

    /** Everything up to this character, which is read too. */
    String upTo(char stop) throws Malformed {
        int begin = at;
        while (at < end && buffer[at] != stop) {
            at++;
        }
        String read = text(begin, at);
        expect(stop);
        return read;
    }

    /** Goes to the first place at or after {@code from} where one of these texts stands; false when none does on this line. */
    boolean seek(int from, byte[][] wanted) {
        for (int i = from; i < end; i++) {
            for (byte[] text : wanted) {
                if (i + text.length <= end
                        && Arrays.equals(buffer, i, i + text.length, text, 0, text.length)) {
                    at = i;
                    return true;
                }
            }
        }
        return false;
    }

    byte[] copy(int from, int to) {
        return Arrays.copyOfRange(buffer, from, to);
    }

    /** A quoted string, its quote not yet read. */
    byte[] quoted() throws Malformed {
        expect('"');
        int begin = at;
        int escapes = 0;
        while (at < end && buffer[at] != '"') {
            if (buffer[at] == '\\' && at + 1 < end) {
                escapes++;
                at++;
            }
            at++;
        }
        int stop = at;
        expect('"');
        return escapes == 0 ? copy(begin, stop) : unescape(begin, stop, escapes);
    }

    private byte[] unescape(int from, int to, int escapes) {
        byte[] plain = new byte[to - from - escapes];
        int n = 0;
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\\' && i + 1 < to) {
                i++;
            }
            plain[n++] = buffer[i];
        }
        return plain;
    }

    // --- literals
    // ---------------------------------------------------------------------------------------------------

    /** Does a literal begin here ({@code ~} of literal8 included)? */
    boolean atLiteral() {
        return at < end
                && (buffer[at] == '{'
                        || (buffer[at] == '~' && at + 1 < end && buffer[at + 1] == '{'));
    }

    /** Reads <code>{n}</code>, which must end the line; what follows is the literal itself. */
    long literalSize() throws Malformed {
        int begin = at;
        skip('~');
        expect('{');
        long size = number();
        skip('+');
        expect('}');
        if (at != end) {
            at = begin;
            throw new Malformed("no literal");
        }
        return size;
    }

    /** The literal in an array of its own, then the next line. */
    byte[] literal(int size) throws IOException {
        byte[] bytes = new byte[size];
        int have = Math.min(size, limit - next);
        System.arraycopy(buffer, next, bytes, 0, have);
        next += have;
        while (have < size) {
            int count = in.read(bytes, have, size - have);
            if (count < 0) {
                throw new EOFException("closed by the server inside a literal");
            }
            have += count;
            pace.onArrival(count);
        }
        nextLine();
        return bytes;
    }

    /**
     * Passes the literal on piece by piece, then reads the next line.
     *
     * @throws ImapException when it is larger than what we ever read past
     */
    void literalTo(long size, OutputStream out) throws IOException {
        if (size > limits.skippedBytes()) {
            throw new ImapException(new ImapFailure.TooBig("literal", size));
        }
        at = end; // the line that announced it is done with: its bytes may be overwritten
        long left = size;
        while (left > 0) {
            if (next == limit) {
                fill();
            }
            int count = (int) Math.min(left, limit - next);
            out.write(buffer, next, count);
            next += count;
            left -= count;
        }
        nextLine();
    }

    /**
     * Goes to the end of this response, past any literals.
     *
     * @throws ImapException when a literal is larger than what we ever read past
     */
    void skipRest() throws IOException {
        boolean more = true;
        while (more) {
            more = skipLiteralAtEnd();
        }
        at = end;
    }

    void skipLiteral(long size) throws IOException {
        literalTo(size, OutputStream.nullOutputStream());
    }

    /** Goes past the literal that this line announces at its end, to the next line; false when it announces none. */
    boolean skipLiteralAtEnd() throws IOException {
        long size = announced();
        if (size < 0) {
            return false;
        }
        skipLiteral(size);
        return true;
    }

    /** The size of the literal that this line announces at its end; -1 when it announces none. */
    private long announced() {
        if (end <= lineStart || buffer[end - 1] != '}') {
            return -1;
        }
        int i = end - 2;
        if (i > lineStart && buffer[i] == '+') {
            i--;
        }
        int digits = i;
        while (i > lineStart && buffer[i] >= '0' && buffer[i] <= '9') {
            i--;
        }
        if (i == digits || digits - i > 18 || buffer[i] != '{') {
            return -1;
        }
        return Long.parseLong(text(i + 1, digits + 1));
    }
}

package pl.rozmowa.imap;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What a server says once COMPRESS=DEFLATE is on (RFC 4978): raw deflate without a header. All limits hold for what comes out of it, so
 * that a small bomb is as big as what it unpacks to.
 *
 * <p>Unlike other streams, a read may bring nothing: then something was read from the wire that unpacks to nothing, and whoever reads
 * looks at the clock.
 */
final class Inflated extends InputStream {

    /** So often in a row may the server send something that is nothing; each flush is one. */
    private static final int MOST_EMPTY = 1000;

    private final InputStream wire;
    private final Inflater inflater = new Inflater(true);
    private final byte[] packed = new byte[16 << 10];
    private long wireBytes;
    private int empty;

    /** The server's bytes, from the first compressed one on. */
    Inflated(InputStream wire) {
        this.wire = wire;
    }

    /** Octets read from the wire. */
    long wireBytes() {
        return wireBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        while (read(one, 0, 1) == 0) {
            // what came unpacks to nothing; after so many of those the other read gives up
        }
        return one[0] & 0xFF;
    }

    @Override
    public int read(byte[] plain, int from, int length) throws IOException {
        int count = inflate(plain, from, length);
        if (count == 0) {
            if (inflater.finished() || inflater.needsDictionary()) {
                throw new ImapException(new ImapFailure.ProtocolBroken("compression ended"));
            }
            int read = wire.read(packed);
            if (read < 0) {
                throw new EOFException("closed by the server");
            }
            wireBytes += read;
            inflater.setInput(packed, 0, read);
            count = inflate(plain, from, length);
        }
        empty = count == 0 ? empty + 1 : 0;
        if (empty > MOST_EMPTY) {
            throw new ImapException(new ImapFailure.ProtocolBroken("compressed nothing"));
        }
        return count;
    }

    private int inflate(byte[] plain, int from, int length) throws ImapException {
        try {
            return inflater.inflate(plain, from, length);
        } catch (DataFormatException e) {
            throw new ImapException(new ImapFailure.ProtocolBroken("compression broken"), e);
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        wire.close();
    }
}

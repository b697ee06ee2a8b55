package pl.rozmowa.imap;

import org.jspecify.annotations.Nullable;

/** Takes what a pipeline of UID FETCH commands brings, on the thread that runs it, in the order it arrives. */
public interface FetchSink {

    /** One message. The same UID may come again within a batch (servers may split a response): what comes later adds. */
    void message(FetchedMessage message) throws ImapException;

    /**
     * A batch has been answered. UIDs of it that were never delivered are no longer there, or the server kept silent about them:
     * {@link ImapConnection#searchUids} tells which. While this method works (say, commits a page) the next batches, already asked
     * for, arrive in the socket's buffers.
     *
     * @param failure {@code null} when the server said OK; {@link ImapFailure.ServerSaidNo} or {@link ImapFailure.Throttled} when it
     *     refused this batch: halve it and try again, the others go on; or throw where the server wants less of us, which closes the connection
     */
    void answered(FetchBatch batch, @Nullable ImapFailure failure) throws ImapException;
}

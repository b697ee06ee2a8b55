package pl.rozmowa.conversation;

import java.util.UUID;

/**
 * Gets from the mail server, at once, what is not stored here. Implemented by the engine; called outside of any transaction, by
 * somebody who waits.
 *
 * <p>Both throw {@code Problem}: {@code mailbox_unreachable} (503) when the server cannot be asked now, {@code gone_from_server} (404)
 * when it no longer has the email.
 */
public interface SourceOnServer {

    /** The whole source of the email. */
    byte[] fetchWhole(UUID projectId, UUID emailId);

    /** One part, decoded. */
    byte[] fetchAttachment(UUID projectId, UUID emailId, String partPath);
}

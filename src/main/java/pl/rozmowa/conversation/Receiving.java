package pl.rozmowa.conversation;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.mail.ParsedEmail;

/**
 * The one door through which emails come in: a page of a folder, or what we sent ourselves. Every method works inside the caller's
 * open transaction, and doing the same again changes nothing.
 */
@Component
public class Receiving {

    /** Stores a page: contacts, conversations, emails, places. Pages of several folders of one mailbox may come at the same time. */
    public Received receive(ReceivedPage page) {
        throw new IllegalStateException("being written");
    }

    /**
     * Stores an email of our own that was handed to the mail server, in the conversation it was written in. The copy that the engine
     * meets later in Sent only adds its place; when it was quicker, its email is returned.
     *
     * @return the email's id
     */
    public UUID receiveSent(
            UUID projectId, UUID accountId, ParsedEmail parsed, byte[] source, UUID conversationId) {
        throw new IllegalStateException("being written");
    }

    /** What the server says about emails that are known. */
    public void flagsChanged(UUID projectId, UUID accountId, List<FlagChange> changes) {
        throw new IllegalStateException("being written");
    }

    /** Some places of these emails are gone; an email without any is marked as removed. The places' rows are changed by the caller. */
    public void placementsGone(UUID projectId, UUID accountId, Collection<UUID> emailIds) {
        throw new IllegalStateException("being written");
    }

    /** The bytes of an attachment are in the blob store now. */
    public void attachmentStored(UUID projectId, UUID attachmentId, String sha256, long size) {
        throw new IllegalStateException("being written");
    }
}

package pl.rozmowa.conversation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An email as it is read.
 *
 * @param text the readable text, at most 20,000 characters of it: the body in its frame shows all
 * @param ownTextLength where in the text the quoted history begins
 * @param whole the source is stored; else it is fetched when somebody wants it
 * @param removed no longer on the server
 * @param newSender this address stood in no earlier email of the conversation
 * @param remoteImages it wants images from the network, and the reader has not allowed them to its sender
 */
public record OpenedEmail(
        UUID id,
        String direction,
        Instant at,
        Person from,
        List<Person> replyTo,
        List<Person> to,
        List<Person> cc,
        List<Person> bcc,
        String subject,
        String snippet,
        String text,
        int ownTextLength,
        boolean hasHtml,
        List<File> attachments,
        @Nullable InvitationCard invitation,
        @Nullable String autoKind,
        List<String> defects,
        boolean whole,
        boolean removed,
        boolean seen,
        boolean newSender,
        boolean remoteImages,
        @Nullable Submission submission) {

    /** {@code inline}: stands inside the body. */
    public record File(UUID id, String fileName, String mediaType, long size, boolean inline) {}

    /** How far the sending of our own email is. */
    public record Submission(UUID id, String phase, @Nullable String failure) {}
}

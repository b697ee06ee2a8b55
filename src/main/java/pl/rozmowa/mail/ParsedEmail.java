package pl.rozmowa.mail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail as far as it could be read. Strings hold no NUL, so that PostgreSQL takes them as they are.
 *
 * @param headers all fields of the message itself
 * @param from usually one; empty when missing or unreadable
 * @param subject decoded, one line
 * @param sentAt what the Date field says; null when missing or unreadable, not judged otherwise
 * @param references the first and last 49, oldest first, without repetitions
 * @param originalMessageId X-Microsoft-Original-Message-ID
 * @param text the readable text: the plain part, or made from the HTML
 * @param html as it came: never to be shown without {@link SafeHtml}
 * @param ownTextLength where in {@code text} the quoted history begins; its length when nothing is quoted
 * @param snippet at most 200 characters of what the writer wrote
 * @param autoKind null for mail written by a person
 * @param size of the source in bytes, as far as it is known
 * @param identKey 32 bytes, see {@link Ident}
 */
public record ParsedEmail(
        HeaderFields headers,
        List<EmailAddress> from,
        @Nullable EmailAddress sender,
        List<EmailAddress> replyTo,
        List<EmailAddress> to,
        List<EmailAddress> cc,
        List<EmailAddress> bcc,
        String subject,
        BaseSubject baseSubject,
        @Nullable Instant sentAt,
        @Nullable MessageId messageId,
        List<MessageId> inReplyTo,
        List<MessageId> references,
        @Nullable MessageId originalMessageId,
        String text,
        @Nullable String html,
        int ownTextLength,
        String snippet,
        List<AttachmentPart> attachments,
        @Nullable Invitation invitation,
        @Nullable AutoKind autoKind,
        Set<Defect> defects,
        long size,
        byte[] identKey) {

    /** The one who wrote it, as far as the mail says: From, else Sender. */
    public @Nullable EmailAddress author() {
        return from.isEmpty() ? sender : from.getFirst();
    }

    public String ownText() {
        return text.substring(0, ownTextLength);
    }

    /** The folded history; empty when there is none. */
    public String quotedText() {
        return text.substring(ownTextLength);
    }

    /** Every message that this one names as coming before it, oldest first: References, In-Reply-To, Microsoft's original. */
    public List<MessageId> ancestors() {
        LinkedHashSet<MessageId> all = new LinkedHashSet<>(references);
        all.addAll(inReplyTo);
        if (originalMessageId != null) {
            all.add(originalMessageId);
        }
        if (messageId != null) {
            all.remove(messageId);
        }
        return new ArrayList<>(all);
    }
}

package pl.rozmowa.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.rozmowa.conversation.EmailQuery.Stored;
import pl.rozmowa.mail.MessageId;
import pl.rozmowa.mail.MimeParser;
import pl.rozmowa.mail.ParseLimits;
import pl.rozmowa.mail.ParsedEmail;

/** What an email says, in full. The HTML of an email stored whole is read out of its source. */
@Component
public class EmailBodies {

    private final EmailQuery emails;

    EmailBodies(EmailQuery emails) {
        this.emails = emails;
    }

    /**
     * @param html as it came, never to be shown without {@code SafeHtml}; null when there is none
     * @param ownTextLength where in the text the quoted history begins
     */
    public record Body(String text, @Nullable String html, int ownTextLength) {}

    /** For the room that quotes an email; whoever calls has checked that the member may see it. */
    public Optional<Body> of(UUID projectId, UUID emailId) {
        return emails.email(projectId, emailId)
                .map(stored ->
                        new Body(stored.text(), html(projectId, stored), stored.ownTextLength()));
    }

    /** The ids that an answer to this email names, oldest first: those it names itself, then its own (RFC 5322 §3.6.4). */
    public List<MessageId> thread(UUID projectId, UUID emailId) {
        return emails.source(projectId, emailId)
                .map(source -> {
                    ParsedEmail parsed = MimeParser.parse(source, ParseLimits.STANDARD);
                    List<MessageId> ids = new ArrayList<>(parsed.references());
                    if (ids.isEmpty() && parsed.inReplyTo().size() == 1) {
                        ids.addAll(parsed.inReplyTo());
                    }
                    if (parsed.messageId() != null) {
                        ids.remove(parsed.messageId());
                        ids.add(parsed.messageId());
                    }
                    return ids;
                })
                .orElse(List.of());
    }

    @Nullable String html(UUID projectId, Stored stored) {
        if (stored.html() != null || !stored.hasHtml() || !stored.whole()) {
            return stored.html();
        }
        return emails.source(projectId, stored.id())
                .map(source -> MimeParser.parse(source, ParseLimits.STANDARD).html())
                .orElse(null);
    }
}

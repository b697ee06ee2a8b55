package pl.rozmowa.conversation;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.rozmowa.conversation.EmailQuery.Stored;
import pl.rozmowa.mail.MimeParser;
import pl.rozmowa.mail.ParseLimits;

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

    @Nullable String html(UUID projectId, Stored stored) {
        if (stored.html() != null || !stored.hasHtml() || !stored.whole()) {
            return stored.html();
        }
        return emails.source(projectId, stored.id())
                .map(source -> MimeParser.parse(source, ParseLimits.STANDARD).html())
                .orElse(null);
    }
}

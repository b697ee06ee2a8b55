package pl.rozmowa.conversation;

import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.rozmowa.conversation.EmailQuery.Stored;
import pl.rozmowa.conversation.ImageLinks.Holder;
import pl.rozmowa.mail.ImagePolicy;
import pl.rozmowa.mail.SafeHtml;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/** The body of an email for its frame, and its raw source. */
@RestController
@RequestMapping("/api/emails")
class EmailsApi {

    private final EmailQuery emails;
    private final EmailBodies bodies;
    private final EmailSources sources;
    private final ImageLinks links;

    EmailsApi(EmailQuery emails, EmailBodies bodies, EmailSources sources, ImageLinks links) {
        this.emails = emails;
        this.bodies = bodies;
        this.sources = sources;
        this.links = links;
    }

    /**
     * {@code images}: {@code none} unless the sender was allowed, {@code once} for this answer only. {@code quoted}: {@code
     * folded}, or {@code shown} for a page that folds the history itself.
     */
    @GetMapping("/{id}/body")
    ResponseEntity<String> body(
            CurrentMember me,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "none") String images,
            @RequestParam(defaultValue = "light") String theme,
            @RequestParam(defaultValue = "folded") String quoted) {
        Stored email =
                emails.email(me.projectId(), me.memberId(), id).orElseThrow(Problem::notFound);
        boolean remote = email.imagesAllowed() || images.equals("once");
        boolean dark = theme.equals("dark");
        boolean unfolded = quoted.equals("shown");
        String html = bodies.html(me.projectId(), email);
        String page =
                html == null
                        ? BodyPage.plain(email.text(), email.ownTextLength(), dark, unfolded)
                        : BodyPage.html(
                                SafeHtml.clean(html, images(me, id, remote)).html(),
                                dark,
                                unfolded);
        return ResponseEntity.ok()
                .header("Content-Security-Policy", BodyPage.POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .body(page);
    }

    @GetMapping("/{id}/source")
    ResponseEntity<byte[]> source(CurrentMember me, @PathVariable UUID id) {
        Stored email =
                emails.email(me.projectId(), me.memberId(), id).orElseThrow(Problem::notFound);
        return Download.of(
                sources.whole(me.projectId(), email), email.subject() + ".eml", "message/rfc822");
    }

    private ImagePolicy images(CurrentMember me, UUID emailId, boolean remote) {
        Holder holder = new Holder(me.projectId(), me.memberId(), emailId);
        Map<String, UUID> own = emails.byContentId(me.projectId(), emailId);
        return new ImagePolicy(
                cid -> {
                    UUID attachment = own.get(cid);
                    return attachment == null ? null : links.own(holder, attachment);
                },
                url -> remote ? links.remote(holder, url) : null);
    }
}

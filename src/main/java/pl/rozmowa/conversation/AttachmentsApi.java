package pl.rozmowa.conversation;

import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import pl.rozmowa.conversation.EmailQuery.File;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/** Attachments: to save as they are, or to look at, drawn anew. */
@RestController
@RequestMapping("/api/attachments")
class AttachmentsApi {

    private final EmailQuery emails;
    private final EmailSources sources;

    AttachmentsApi(EmailQuery emails, EmailSources sources) {
        this.emails = emails;
        this.sources = sources;
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> download(CurrentMember me, @PathVariable UUID id) {
        File file = file(me, id);
        return Download.of(
                sources.attachment(me.projectId(), file), file.fileName(), file.mediaType());
    }

    @GetMapping("/{id}/inline")
    ResponseEntity<byte[]> inline(CurrentMember me, @PathVariable UUID id) {
        return Raster.redraw(sources.attachment(me.projectId(), file(me, id)))
                .map(Raster::answer)
                .orElseThrow(() -> new Problem("image_refused", 415));
    }

    private File file(CurrentMember me, UUID id) {
        return emails.attachment(me.projectId(), me.memberId(), id).orElseThrow(Problem::notFound);
    }
}

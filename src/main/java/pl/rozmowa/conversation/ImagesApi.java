package pl.rozmowa.conversation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import pl.rozmowa.conversation.ImageLinks.Holder;
import pl.rozmowa.mail.EmailAddress;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/** The images of bodies, by signed links, and whose images a member wants to see. */
@RestController
@RequestMapping("/api")
class ImagesApi {

    private final ImageLinks links;
    private final ImagePermissionTable permissions;
    private final EmailQuery emails;
    private final EmailSources sources;
    private final RemoteImage remote;

    ImagesApi(
            ImageLinks links,
            ImagePermissionTable permissions,
            EmailQuery emails,
            EmailSources sources,
            RemoteImage remote) {
        this.links = links;
        this.permissions = permissions;
        this.emails = emails;
        this.sources = sources;
        this.remote = remote;
    }

    record Permission(@Nullable String email, boolean allowed) {}

    @GetMapping("/images")
    ResponseEntity<byte[]> image(
            @RequestParam(defaultValue = "") String u,
            @RequestParam(defaultValue = "") String m,
            @RequestParam(defaultValue = "") String s) {
        Holder holder = links.verify(u, m, s).orElseThrow(Problem::notFound);
        if (emails.email(holder.projectId(), holder.memberId(), holder.emailId()).isEmpty()) {
            throw Problem.notFound();
        }
        byte[] bytes =
                ImageLinks.attachment(u)
                        .map(id -> attachment(holder, id))
                        .orElseGet(() -> remote.fetch(u));
        return Raster.redraw(bytes)
                .map(Raster::answer)
                .orElseThrow(() -> new Problem("image_refused", 415));
    }

    private byte[] attachment(Holder holder, UUID attachmentId) {
        return emails.attachment(holder.projectId(), holder.memberId(), attachmentId)
                .map(file -> sources.attachment(holder.projectId(), file))
                .orElseThrow(Problem::notFound);
    }

    @PutMapping("/image-permissions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void permit(CurrentMember me, @RequestBody Permission permission) {
        String email = permission.email() == null ? "" : Texts.cut(permission.email().strip(), 320);
        if (email.isEmpty()) {
            throw Problem.invalid("email");
        }
        permissions.set(
                me.projectId(), me.memberId(), EmailAddress.of(email).key(), permission.allowed());
    }
}

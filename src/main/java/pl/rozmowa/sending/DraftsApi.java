package pl.rozmowa.sending;

import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import pl.rozmowa.team.CurrentMember;

/** Answers that are being written, as their team sees them. */
@RestController
@RequestMapping("/api/conversations/{id}/drafts")
class DraftsApi {

    private final Drafts drafts;

    DraftsApi(Drafts drafts) {
        this.drafts = drafts;
    }

    record Items(List<DraftTable.Draft> items) {}

    record Saved(int version) {}

    @GetMapping
    Items all(CurrentMember me, @PathVariable UUID id) {
        return new Items(drafts.list(me, id));
    }

    /** The page makes the id when the writing begins. */
    @PutMapping("/{draft}")
    Saved save(
            CurrentMember me,
            @PathVariable UUID id,
            @PathVariable UUID draft,
            @RequestBody DraftForm form) {
        return new Saved(drafts.save(me, id, draft, form));
    }

    @PostMapping("/{draft}/take")
    DraftTable.Draft take(CurrentMember me, @PathVariable UUID id, @PathVariable UUID draft) {
        return drafts.take(me, id, draft);
    }

    @DeleteMapping("/{draft}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(
            CurrentMember me,
            @PathVariable UUID id,
            @PathVariable UUID draft,
            @RequestParam(defaultValue = "false") boolean changed) {
        drafts.discard(me, id, draft, changed);
    }
}

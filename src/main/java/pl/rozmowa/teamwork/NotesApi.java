package pl.rozmowa.teamwork;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import pl.rozmowa.contact.TimeCursor;
import pl.rozmowa.conversation.Page;
import pl.rozmowa.conversation.ReachQuery;
import pl.rozmowa.conversation.Reached;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/** What the team says among itself about a conversation. */
@RestController
@RequestMapping("/api/conversations/{id}")
class NotesApi {

    private final ReachQuery reach;
    private final NoteQuery query;
    private final MentionQuery people;
    private final Notes notes;

    NotesApi(ReachQuery reach, NoteQuery query, MentionQuery people, Notes notes) {
        this.reach = reach;
        this.query = query;
        this.people = people;
        this.notes = notes;
    }

    /** {@code key}: made by the page when the writing begins; {@code version}: the one that is edited. */
    record Form(@Nullable String key, @Nullable String html, @Nullable Integer version) {}

    record People(List<MentionQuery.Mentionable> items) {}

    record Versions(List<NoteQuery.Version> items) {}

    /** Newest first. */
    @GetMapping("/notes")
    Page<NoteQuery.Note> all(
            CurrentMember me,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor) {
        return query.page(reached(me, id), me.memberId(), TimeCursor.parse(cursor));
    }

    @PostMapping("/notes")
    @ResponseStatus(HttpStatus.CREATED)
    NoteQuery.Note write(CurrentMember me, @PathVariable UUID id, @RequestBody Form form) {
        return notes.write(me, id, form.key(), form.html());
    }

    @PatchMapping("/notes/{note}")
    NoteQuery.Note edit(
            CurrentMember me,
            @PathVariable UUID id,
            @PathVariable UUID note,
            @RequestBody Form form) {
        Integer version = form.version();
        return notes.edit(me, id, note, version == null ? 0 : version, form.html());
    }

    @DeleteMapping("/notes/{note}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentMember me, @PathVariable UUID id, @PathVariable UUID note) {
        notes.remove(me, id, note);
    }

    @GetMapping("/notes/{note}/versions")
    Versions versions(CurrentMember me, @PathVariable UUID id, @PathVariable UUID note) {
        Reached reached = reached(me, id);
        NoteQuery.Note found =
                query.find(reached, me.memberId(), note).orElseThrow(Problem::notFound);
        if (!found.mayReview()) {
            throw Problem.forbidden();
        }
        return new Versions(query.versions(reached, me.memberId(), note));
    }

    @GetMapping("/mentionable")
    People mentionable(CurrentMember me, @PathVariable UUID id) {
        return new People(people.mentionable(reached(me, id), me.memberId()));
    }

    private Reached reached(CurrentMember me, UUID conversationId) {
        return reach.find(me.projectId(), me.memberId(), conversationId)
                .orElseThrow(Problem::notFound);
    }
}

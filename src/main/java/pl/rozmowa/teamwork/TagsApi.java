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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import pl.rozmowa.team.CurrentMember;

/** The tags of a project. */
@RestController
@RequestMapping("/api/tags")
class TagsApi {

    private final Tags tags;

    TagsApi(Tags tags) {
        this.tags = tags;
    }

    /** {@code colour}: 0 to 7, a place in the palette. */
    record Form(@Nullable String name, @Nullable Integer colour) {}

    record Items(List<TagTable.Tag> items) {}

    @GetMapping
    Items all(CurrentMember me) {
        return new Items(tags.all(me));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    TagTable.Tag add(CurrentMember me, @RequestBody Form form) {
        return tags.add(me, form.name(), form.colour());
    }

    @PatchMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(CurrentMember me, @PathVariable UUID id, @RequestBody Form form) {
        tags.change(me, id, form.name(), form.colour());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentMember me, @PathVariable UUID id) {
        tags.remove(me, id);
    }
}

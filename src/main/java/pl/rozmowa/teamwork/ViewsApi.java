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

/** Saved views: what people look for again and again, for themselves or for all. */
@RestController
@RequestMapping("/api/views")
class ViewsApi {

    private final SavedViews views;

    ViewsApi(SavedViews views) {
        this.views = views;
    }

    /** {@code section}: a word of the list's; {@code shared}: for everybody in the project. */
    record Form(
            @Nullable String name,
            @Nullable Boolean shared,
            @Nullable String section,
            @Nullable UUID accountId,
            @Nullable UUID tagId,
            @Nullable Boolean unread) {}

    record Items(List<SavedViewTable.View> items) {}

    @GetMapping
    Items all(CurrentMember me) {
        return new Items(views.all(me));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    SavedViewTable.View add(CurrentMember me, @RequestBody Form form) {
        return views.add(me, form);
    }

    @PatchMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(CurrentMember me, @PathVariable UUID id, @RequestBody Form form) {
        views.change(me, id, form.name(), form.shared());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentMember me, @PathVariable UUID id) {
        views.remove(me, id);
    }
}

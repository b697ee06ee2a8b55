package pl.rozmowa.conversation;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/** What a member wants of a conversation at its provider. */
@RestController
@RequestMapping("/api/conversations/{id}")
class WishesApi {

    private final ExpressWish express;
    private final MoveTargets targets;

    WishesApi(ExpressWish express, MoveTargets targets) {
        this.express = express;
        this.targets = targets;
    }

    record Star(boolean starred) {}

    record SeenThere(boolean seen) {}

    /** {@code to}: {@code archive}, {@code folder} with its id, {@code trash} or {@code back}. */
    record Place(@Nullable String to, @Nullable UUID folderId) {}

    record Targets(List<MoveTargets.Target> items) {}

    @PutMapping("/star")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void star(CurrentMember me, @PathVariable UUID id, @RequestBody Star star) {
        express.star(me, id, star.starred());
    }

    @PutMapping("/seen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void see(CurrentMember me, @PathVariable UUID id, @RequestBody SeenThere seen) {
        express.see(me, id, seen.seen());
    }

    @PutMapping("/place")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void place(CurrentMember me, @PathVariable UUID id, @RequestBody Place place) {
        express.place(me, id, goal(place.to()), place.folderId());
    }

    @GetMapping("/folders")
    Targets folders(CurrentMember me, @PathVariable UUID id) {
        return new Targets(targets.of(me, id));
    }

    /** What the server refused is tried once more. */
    @PostMapping("/wishes/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void again(CurrentMember me, @PathVariable UUID id) {
        express.again(me, id);
    }

    /** What the server refused is given up. */
    @DeleteMapping("/wishes")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveUp(CurrentMember me, @PathVariable UUID id) {
        express.giveUp(me, id);
    }

    private static Goal goal(@Nullable String to) {
        try {
            return Goal.of(to == null ? "" : to);
        } catch (IllegalArgumentException unknown) {
            throw Problem.invalid("to").because(unknown);
        }
    }
}

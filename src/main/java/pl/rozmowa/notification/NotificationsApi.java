package pl.rozmowa.notification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import pl.rozmowa.contact.TimeCursor;
import pl.rozmowa.conversation.Page;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/** What a member was told in the app. */
@RestController
@RequestMapping("/api/notifications")
class NotificationsApi {

    private final NotificationList list;
    private final MarkNotifications marking;

    NotificationsApi(NotificationList list, MarkNotifications marking) {
        this.list = list;
        this.marking = marking;
    }

    record Mark(@Nullable Boolean read) {}

    /** {@code conversationId}: null for all of them. */
    record MarkMany(@Nullable UUID conversationId) {}

    @GetMapping
    Page<NotificationList.Item> page(
            CurrentMember me,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        Kind wanted =
                kind == null ? null : Kind.find(kind).orElseThrow(() -> Problem.invalid("kind"));
        return list.page(me, wanted, unread, TimeCursor.parse(cursor), TimeCursor.limit(limit));
    }

    @GetMapping("/counts")
    NotificationList.Counts counts(CurrentMember me) {
        return list.counts(me);
    }

    @PutMapping("/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void mark(CurrentMember me, @PathVariable UUID id, @RequestBody Mark mark) {
        if (mark.read() == null) {
            throw Problem.invalid("read");
        }
        marking.mark(me, id, mark.read());
    }

    @PutMapping("/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void markAll(CurrentMember me, @RequestBody MarkMany mark) {
        marking.markAll(me, mark.conversationId());
    }
}

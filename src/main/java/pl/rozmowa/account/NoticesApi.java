package pl.rozmowa.account;

import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import pl.rozmowa.team.CurrentMember;

/** What stands above every page while a mailbox needs its owner. */
@RestController
@RequestMapping("/api/notices")
class NoticesApi {

    private final NoticeList list;
    private final Notices notices;

    NoticesApi(NoticeList list, Notices notices) {
        this.list = list;
        this.notices = notices;
    }

    record Shown(List<NoticeList.Notice> items) {}

    @GetMapping
    Shown mine(CurrentMember who) {
        return new Shown(list.of(who));
    }

    @PostMapping("/{id}/dismiss")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dismiss(CurrentMember who, @PathVariable UUID id) {
        notices.dismiss(who, id);
    }
}

package pl.rozmowa.notification;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.Audit;
import pl.rozmowa.team.CurrentMember;

/** How members want to be told, and from where a project writes to them. */
@RestController
@RequestMapping("/api/notifications")
class PreferencesApi {

    private final Preferences preferences;
    private final NoticeMailboxTable mailboxes;
    private final Audit audit;

    PreferencesApi(Preferences preferences, NoticeMailboxTable mailboxes, Audit audit) {
        this.preferences = preferences;
        this.mailboxes = mailboxes;
        this.audit = audit;
    }

    /**
     * @param accountId null where none is chosen, or one that the caller doesn't manage
     * @param chosen there is one
     */
    record NoticeMailbox(
            boolean chosen,
            @Nullable UUID accountId,
            List<NoticeMailboxTable.Mailbox> candidates) {}

    record MailboxForm(@Nullable UUID accountId) {}

    @GetMapping("/settings")
    Preferences.Shown settings(CurrentMember me) {
        return preferences.shown(me);
    }

    @PutMapping("/settings")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(CurrentMember me, @RequestBody Preferences.Form form) {
        preferences.change(me, form);
    }

    @GetMapping("/mailbox")
    NoticeMailbox mailbox(CurrentMember me) {
        onlyForManagers(me);
        List<NoticeMailboxTable.Mailbox> candidates = mailboxes.candidates(me);
        UUID chosen = mailboxes.find(me.projectId()).orElse(null);
        boolean known = candidates.stream().anyMatch(one -> one.id().equals(chosen));
        return new NoticeMailbox(chosen != null, known ? chosen : null, candidates);
    }

    /** {@code accountId}: null for none, and no digest goes out. */
    @PutMapping("/mailbox")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    public void choose(CurrentMember me, @RequestBody MailboxForm form) {
        onlyForManagers(me);
        UUID wanted = form.accountId();
        if (wanted == null) {
            mailboxes.clear(me.projectId());
        } else if (mailboxes.candidates(me).stream().anyMatch(one -> one.id().equals(wanted))) {
            mailboxes.choose(me, wanted);
        } else {
            throw Problem.notFound();
        }
        audit.note(me, "notice_mailbox_chosen", wanted);
    }

    private static void onlyForManagers(CurrentMember me) {
        if (!me.role().managesMembers()) {
            throw Problem.forbidden();
        }
    }
}

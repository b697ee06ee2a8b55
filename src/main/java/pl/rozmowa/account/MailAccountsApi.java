package pl.rozmowa.account;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** The connected mailboxes: list, folders, audience, pausing, disconnecting. */
@RestController
@RequestMapping("/api/mail-accounts")
class MailAccountsApi {

    private final AccountList list;
    private final FolderList folders;
    private final ChooseFolders choose;
    private final RefreshFolders refresh;
    private final ShareAccount share;
    private final PreviewSharing preview;
    private final PauseAccount pause;
    private final DisconnectAccount disconnect;
    private final MarkSeen markSeen;

    MailAccountsApi(
            AccountList list,
            FolderList folders,
            ChooseFolders choose,
            RefreshFolders refresh,
            ShareAccount share,
            PreviewSharing preview,
            PauseAccount pause,
            DisconnectAccount disconnect,
            MarkSeen markSeen) {
        this.list = list;
        this.folders = folders;
        this.choose = choose;
        this.refresh = refresh;
        this.share = share;
        this.preview = preview;
        this.pause = pause;
        this.disconnect = disconnect;
        this.markSeen = markSeen;
    }

    record Accounts(List<AccountList.Shown> items) {}

    record Audience(@Nullable String sharing, @Nullable List<Shares.Share> shares) {}

    record Preview(List<PreviewSharing.Change> items) {}

    record Disconnection(@Nullable String history) {}

    record Reading(boolean markSeen) {}

    @GetMapping
    Accounts all(CurrentMember who) {
        return new Accounts(list.all(who));
    }

    @GetMapping("/{id}")
    AccountList.Shown one(CurrentMember who, @PathVariable UUID id) {
        return list.one(who, id).orElseThrow(Problem::notFound);
    }

    @GetMapping("/{id}/folders")
    FolderTree folders(CurrentMember who, @PathVariable UUID id) {
        return folders.tree(who, id);
    }

    @PostMapping("/{id}/folders/refresh")
    FolderTree refresh(CurrentMember who, @PathVariable UUID id) {
        refresh.refresh(who, id);
        return folders.tree(who, id);
    }

    @PutMapping("/{id}/folders")
    AccountList.Shown choose(
            CurrentMember who, @PathVariable UUID id, @RequestBody ChooseFolders.Choice choice) {
        choose.choose(who, id, choice);
        return one(who, id);
    }

    @PutMapping("/{id}/sharing")
    AccountList.Shown share(
            CurrentMember who, @PathVariable UUID id, @RequestBody Audience audience) {
        share.share(who, id, audience.sharing(), audience.shares());
        return one(who, id);
    }

    /** Who would gain and who would lose it; changes nothing. */
    @PostMapping("/{id}/sharing/preview")
    Preview preview(CurrentMember who, @PathVariable UUID id, @RequestBody Audience audience) {
        return new Preview(preview.preview(who, id, audience.sharing(), audience.shares()));
    }

    @PostMapping("/{id}/pause")
    AccountList.Shown pause(CurrentMember who, @PathVariable UUID id) {
        pause.pause(who, id);
        return one(who, id);
    }

    @PostMapping("/{id}/resume")
    AccountList.Shown resume(CurrentMember who, @PathVariable UUID id) {
        pause.resume(who, id);
        return one(who, id);
    }

    /** Whether what the owner reads here is marked as seen at the provider. */
    @PutMapping("/{id}/reading")
    AccountList.Shown reading(
            CurrentMember who, @PathVariable UUID id, @RequestBody Reading reading) {
        markSeen.set(who, id, reading.markSeen());
        return one(who, id);
    }

    @GetMapping("/{id}/disconnect-preview")
    LossTable.Loss preview(CurrentMember who, @PathVariable UUID id) {
        return disconnect.preview(who, id);
    }

    @PostMapping("/{id}/disconnect")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disconnect(CurrentMember who, @PathVariable UUID id, @RequestBody Disconnection how) {
        disconnect.disconnect(who, id, how.history());
    }
}

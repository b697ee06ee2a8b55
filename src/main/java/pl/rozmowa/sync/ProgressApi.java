package pl.rozmowa.sync;

import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/** The live summary at the end of the wizard and on the list of mailboxes. */
@RestController
class ProgressApi {

    private final ProgressQuery progress;

    ProgressApi(ProgressQuery progress) {
        this.progress = progress;
    }

    @GetMapping("/api/mail-accounts/{id}/progress")
    ProgressQuery.AccountProgress progress(CurrentMember me, @PathVariable UUID id) {
        return progress.of(me.projectId(), me.memberId(), id).orElseThrow(Problem::notFound);
    }
}

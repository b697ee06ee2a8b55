package pl.rozmowa.account;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.team.Audit;
import pl.rozmowa.team.Handover;

/** The mailboxes of somebody who leaves go to a new owner, and keep working: who else sees them stays as it was. */
@Component
@Order(1)
class HandOverMailboxes implements Handover {

    private final OwnedTable owned;
    private final LiveUpdates live;
    private final Audit audit;

    HandOverMailboxes(OwnedTable owned, LiveUpdates live, Audit audit) {
        this.owned = owned;
        this.live = live;
        this.audit = audit;
    }

    @Override
    public List<Legacy> left(Succession succession) {
        UUID project = succession.who().projectId();
        UUID leaver = succession.leaver().id();
        UUID by = succession.who().memberId();
        boolean everything = succession.privateToo();
        return Stream.of(
                        new Legacy(
                                "mailboxes",
                                Part.MAILBOXES,
                                owned.count(project, leaver, by, everything, false),
                                false),
                        new Legacy(
                                "private_mailboxes",
                                Part.MAILBOXES,
                                owned.count(project, leaver, by, everything, true),
                                !everything))
                .filter(legacy -> legacy.count() > 0)
                .toList();
    }

    @Override
    public void handOver(Succession succession) {
        UUID to = succession.mailboxesTo();
        if (to == null) {
            return;
        }
        UUID project = succession.who().projectId();
        UUID by = succession.who().memberId();
        owned.handOver(project, succession.leaver().id(), to, by, succession.privateToo())
                .forEach(account -> {
                    audit.note(succession.who(), "mailbox_handed_over", account + " " + to);
                    live.publish(LiveEvent.ofAccount(project, account));
                });
    }
}

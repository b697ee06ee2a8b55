package pl.rozmowa.teamwork;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import pl.rozmowa.conversation.History;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.team.Audit;
import pl.rozmowa.team.Handover;

/**
 * What a leaver was responsible for, worked on and looked after goes to whoever takes over, as far as they reach it: it widens no access. So
 * it comes after mailboxes and grants.
 */
@Component
@Order(3)
class HandOverWork implements Handover {

    private final WorkTable work;
    private final History history;
    private final LiveUpdates live;
    private final Audit audit;

    HandOverWork(WorkTable work, History history, LiveUpdates live, Audit audit) {
        this.work = work;
        this.history = history;
        this.live = live;
        this.audit = audit;
    }

    @Override
    public List<Legacy> left(Succession succession) {
        UUID project = succession.who().projectId();
        UUID leaver = succession.leaver().id();
        List<Legacy> left = new ArrayList<>();
        add(left, "assigned", work.assigned(project, leaver));
        add(left, "clients", work.clients(project, leaver));
        return left;
    }

    private static void add(List<Legacy> left, String kind, int count) {
        if (count > 0) {
            left.add(new Legacy(kind, Part.WORK, count, false));
        }
    }

    @Override
    public void handOver(Succession succession) {
        UUID to = succession.workTo();
        if (to == null) {
            return;
        }
        UUID project = succession.who().projectId();
        UUID leaver = succession.leaver().id();
        UUID by = succession.who().memberId();
        TreeSet<UUID> accounts = new TreeSet<>();
        List<WorkTable.PassedOn> passed = work.passOn(project, leaver, to);
        passed.forEach(one -> {
            history.note(project, one.conversationId(), by, "assigned", to, null);
            accounts.add(one.accountId());
        });
        int clients = work.passClientsOn(project, leaver, to);
        work.passMembershipsOn(project, leaver, to, by);
        accounts.forEach(account ->
                live.publish(
                        new LiveEvent(
                                project,
                                "account",
                                account,
                                null,
                                null,
                                Map.of("changed", "conversations"))));
        if (!passed.isEmpty() || clients > 0) {
            audit.note(succession.who(), "work_handed_over", leaver + " " + to);
        }
    }
}

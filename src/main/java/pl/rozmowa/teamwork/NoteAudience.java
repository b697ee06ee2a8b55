package pl.rozmowa.teamwork;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.platform.LiveAudience;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.team.Member;
import pl.rozmowa.team.Members;
import pl.rozmowa.team.Role;

/**
 * What the team says and writes among itself is told to its guests only where the event names them. That they reach the conversation is
 * asked beside this, as for every event about one.
 */
@Component
class NoteAudience implements LiveAudience {

    private static final Set<String> AMONG_OURSELVES = Set.of("note", "draft");

    private final Members members;

    NoteAudience(Members members) {
        this.members = members;
    }

    @Override
    public boolean decides(LiveEvent event) {
        return AMONG_OURSELVES.contains(event.type());
    }

    @Override
    public Set<UUID> among(LiveEvent event, Set<UUID> memberIds) {
        Set<UUID> may = new HashSet<>();
        for (Member member : members.active(event.projectId())) {
            if (member.role() != Role.GUEST || member.id().equals(event.memberId())) {
                may.add(member.id());
            }
        }
        may.retainAll(memberIds);
        return may;
    }
}

package pl.rozmowa.team;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who belongs to a project; for the other rooms. */
@Component
public class Members {

    private final MemberTable members;

    Members(MemberTable members) {
        this.members = members;
    }

    /** The member, also one who left. */
    public Optional<Member> find(UUID projectId, UUID memberId) {
        return members.find(projectId, memberId);
    }

    /** Those who have not left, in the order in which they joined. */
    public List<Member> active(UUID projectId) {
        return members.all(projectId).stream().filter(Member::active).toList();
    }

    /** Everybody who ever belonged to the project, in the order in which they joined. */
    public List<Member> all(UUID projectId) {
        return members.all(projectId);
    }
}

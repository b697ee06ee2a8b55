package pl.rozmowa.sharing;

import java.util.UUID;
import org.springframework.stereotype.Component;
import pl.rozmowa.team.MemberRemoval;

/** What somebody who leaves the project asked for is no longer asked. */
@Component
class ForgetRequests implements MemberRemoval {

    private final RequestTable requests;

    ForgetRequests(RequestTable requests) {
        this.requests = requests;
    }

    @Override
    public void removing(UUID projectId, UUID memberId) {
        requests.forget(projectId, memberId);
    }
}

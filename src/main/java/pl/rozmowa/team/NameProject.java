package pl.rozmowa.team;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Problem;

/** Gives the project another name; owners and admins may. */
@Component
class NameProject {

    private final ProjectTable projects;
    private final Audit audit;
    private final LiveUpdates live;

    NameProject(ProjectTable projects, Audit audit, LiveUpdates live) {
        this.projects = projects;
        this.audit = audit;
        this.live = live;
    }

    @Transactional
    public void rename(CurrentMember who, String name) {
        if (!who.role().managesMembers()) {
            throw Problem.forbidden();
        }
        projects.rename(who.projectId(), name);
        audit.note(who, "project_renamed", who.projectId());
        live.publish(new LiveEvent(who.projectId(), "members", null, null, null, Map.of()));
    }
}

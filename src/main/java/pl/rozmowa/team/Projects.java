package pl.rozmowa.team;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The projects of this installation; for the other rooms. */
@Component
public class Projects {

    private final ProjectTable projects;

    Projects(ProjectTable projects) {
        this.projects = projects;
    }

    /** The project with that id. */
    public Optional<Project> find(UUID projectId) {
        return projects.find(projectId);
    }

    /** All projects, oldest first. */
    public List<Project> all() {
        return projects.all();
    }
}

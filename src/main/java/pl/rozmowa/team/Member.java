package pl.rozmowa.team;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person's place in one project. Somebody who left stays known by name, so that history can still say who wrote what.
 *
 * @param leftAt when they left; null while they are active
 */
public record Member(
        UUID projectId,
        UUID id,
        UUID personId,
        String name,
        String email,
        Role role,
        Instant joinedAt,
        @Nullable Instant leftAt) {

    public boolean active() {
        return leftAt == null;
    }
}

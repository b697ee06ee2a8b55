package pl.rozmowa.platform;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** This process among those that share the database, anew with each start; while it lives, its row in {@code sync_node} says so. */
@Component
public class ThisNode {

    private final UUID id = UUID.randomUUID();

    public UUID id() {
        return id;
    }
}

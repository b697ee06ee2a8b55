package pl.rozmowa.teamwork;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/** Notes down who was told by whom; the application of the tests finds it as any other that listens. */
@Component
class HeardMentions implements NoteMentioned {

    static final Map<UUID, List<Set<UUID>>> OF = new ConcurrentHashMap<>();

    @Override
    public void mentioned(
            UUID projectId, UUID conversationId, UUID noteId, UUID byMember, Set<UUID> members) {
        OF.computeIfAbsent(byMember, any -> new CopyOnWriteArrayList<>()).add(members);
    }
}

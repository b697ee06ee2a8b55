package pl.rozmowa.sync;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How the folders of one mailbox stand, read once and kept as long as nothing is done in them: whoever holds the lease is the only one
 * who writes there, and what people ask for comes with a word. So a look at a mailbox where nothing happened needs no database.
 */
final class Standings {

    private final Mailbox mailbox;
    private final CursorTable cursors;
    private final Clock clock;
    private Map<UUID, Standing> known = Map.of();
    private boolean fresh;

    Standings(Mailbox mailbox, CursorTable cursors, Clock clock) {
        this.mailbox = mailbox;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** Something was done: the next question reads anew. */
    void forget() {
        fresh = false;
    }

    /** Empty for a folder that was never opened. */
    Optional<Standing> of(UUID folderId) {
        if (!fresh) {
            Map<UUID, Standing> read = new HashMap<>();
            cursors.standings(mailbox.projectId(), mailbox.accountId(), clock.instant())
                    .forEach(standing -> read.put(standing.cursor().folderId(), standing));
            known = read;
            fresh = true;
        }
        return Optional.ofNullable(known.get(folderId));
    }

    boolean isParked(UUID folderId) {
        return of(folderId).filter(standing -> standing.isParked(clock.instant())).isPresent();
    }
}

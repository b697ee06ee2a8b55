package pl.rozmowa.platform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The open pages of this node, and the last events, for a page that was away for a moment. */
@Component
class LiveStreams {

    private static final int REMEMBERED = 1000;
    private static final int PER_MEMBER = 32;

    /** Numbers mean something only within one life of one node; this tells them apart. */
    private final String life = Long.toString(Ids.next().getMostSignificantBits(), 36);

    private final List<LiveStream> streams = new CopyOnWriteArrayList<>();
    private final Deque<Told> told = new ArrayDeque<>();
    private final LiveRights rights;
    private long number;
    private boolean closed;

    private record Told(long number, LiveEvent event) {}

    @Autowired
    LiveStreams(ObjectProvider<LiveAudience> audiences) {
        this(audiences.orderedStream().toList());
    }

    LiveStreams(List<LiveAudience> audiences) {
        this.rights = new LiveRights(audiences, this::listening);
    }

    /** Opens a stream that goes on where {@code lastEventId} stopped, or starts with "look at everything again" when that is too long ago. */
    synchronized LiveStream open(LiveRecipient recipient, @Nullable String lastEventId) {
        long last = lastEventId == null ? number : numberOf(lastEventId.strip());
        boolean known =
                last <= number && last >= (told.isEmpty() ? number : told.getFirst().number() - 1);
        LiveStream stream = new LiveStream(recipient, id(known ? last : number));
        if (known) {
            told.stream()
                    .filter(one -> one.number() > last)
                    .forEach(one -> stream.offer(id(one.number()), one.number(), one.event()));
        } else {
            stream.resync(position());
        }
        if (closed) {
            stream.close();
            return stream;
        }
        makeRoom(recipient);
        streams.add(stream);
        return stream;
    }

    /** A member with very many pages loses the oldest; a forgotten browser must not hold the others. */
    private void makeRoom(LiveRecipient recipient) {
        List<LiveStream> own =
                streams.stream().filter(s -> s.recipient().equals(recipient)).toList();
        if (own.size() >= PER_MEMBER) {
            end(own.getFirst());
        }
    }

    void closed(LiveStream stream) {
        streams.remove(stream);
    }

    /** An event that the database told this node about. */
    synchronized void tell(LiveEvent event) {
        number++;
        told.addLast(new Told(number, event));
        if (told.size() > REMEMBERED) {
            told.removeFirst();
        }
        String id = id(number);
        streams.forEach(stream -> stream.offer(id, number, event));
    }

    /** Events may have been missed (the connection to the database was lost): everybody looks again. */
    synchronized void resyncAll() {
        number += 1;
        told.clear();
        streams.forEach(stream -> stream.resync(position()));
    }

    boolean maySee(LiveRecipient recipient, LiveRights.Telling telling) {
        return rights.maySee(recipient, telling);
    }

    Set<LiveRecipient> recipients() {
        return streams.stream().map(LiveStream::recipient).collect(Collectors.toSet());
    }

    private Set<UUID> listening(UUID projectId) {
        return streams.stream()
                .map(LiveStream::recipient)
                .filter(recipient -> recipient.projectId().equals(projectId))
                .map(LiveRecipient::memberId)
                .collect(Collectors.toSet());
    }

    /** Ends the streams of those who signed out or left. */
    void end(Set<LiveRecipient> gone) {
        streams.stream().filter(stream -> gone.contains(stream.recipient())).forEach(this::end);
    }

    synchronized void closeAll() {
        closed = true;
        new ArrayList<>(streams).forEach(this::end);
    }

    synchronized void reopen() {
        closed = false;
    }

    private void end(LiveStream stream) {
        streams.remove(stream);
        stream.close();
    }

    synchronized String position() {
        return id(number);
    }

    private String id(long of) {
        return life + "." + of;
    }

    private long numberOf(String lastEventId) {
        int dot = lastEventId.indexOf('.');
        if (dot < 0
                || !lastEventId.substring(0, dot).equals(life)
                || !lastEventId.substring(dot + 1).matches("[0-9]{1,18}")) {
            return -1;
        }
        return Long.parseLong(lastEventId.substring(dot + 1));
    }
}

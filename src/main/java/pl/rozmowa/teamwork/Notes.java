package pl.rozmowa.teamwork;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.conversation.History;
import pl.rozmowa.conversation.ReachQuery;
import pl.rozmowa.conversation.Reached;
import pl.rozmowa.mail.NoteHtml;
import pl.rozmowa.mail.PlainText;
import pl.rozmowa.platform.Ids;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.sharing.GiveAccess;
import pl.rozmowa.team.CurrentMember;

/**
 * Writes, edits and removes notes. Whoever sees a conversation may write one; whoever is mentioned and does not see it is let in to read,
 * if the writer may share it, and otherwise the note is refused whole.
 */
@Component
class Notes {

    private static final int LONGEST_HTML = 200_000;
    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_KEY = 200;

    private final ReachQuery reach;
    private final NoteTable table;
    private final NoteQuery query;
    private final MentionQuery people;
    private final GiveAccess access;
    private final History history;
    private final LiveUpdates live;
    private final ObjectProvider<NoteMentioned> listeners;
    private final Clock clock;

    Notes(
            ReachQuery reach,
            NoteTable table,
            NoteQuery query,
            MentionQuery people,
            GiveAccess access,
            History history,
            LiveUpdates live,
            ObjectProvider<NoteMentioned> listeners,
            Clock clock) {
        this.reach = reach;
        this.table = table;
        this.query = query;
        this.people = people;
        this.access = access;
        this.history = history;
        this.live = live;
        this.listeners = listeners;
        this.clock = clock;
    }

    /**
     * @param key the same key is the same note, however often it comes
     * @throws Problem {@code not_found}, {@code note_empty}, {@code note_too_long}, {@code member_gone}, {@code mention_cannot_let_in}
     */
    @Transactional
    public NoteQuery.Note write(
            CurrentMember me, UUID conversationId, @Nullable String key, @Nullable String html) {
        Reached held = hold(me, conversationId);
        if (key == null || key.isBlank() || key.length() > LONGEST_KEY || key.indexOf(0) >= 0) {
            throw Problem.invalid("key");
        }
        Said said = said(me, held, html);
        UUID id = Ids.next();
        Instant now = clock.instant();
        if (!table.add(held, id, me.memberId(), key, said.html, said.text, now)) {
            UUID before = table.byKey(me.projectId(), me.memberId(), key).orElseThrow();
            return query.find(held, me.memberId(), before).orElseThrow(Problem::notFound);
        }
        mention(me, held, id, said, now);
        return tell(me, held, id, Set.of());
    }

    /**
     * @param version the one that was edited
     * @throws Problem as for {@link #write}, and {@code forbidden}, {@code note_changed}
     */
    @Transactional
    public NoteQuery.Note edit(
            CurrentMember me,
            UUID conversationId,
            UUID noteId,
            int version,
            @Nullable String html) {
        Reached held = hold(me, conversationId);
        NoteQuery.Note note = standing(me, held, noteId);
        if (!note.mine()) {
            throw Problem.forbidden();
        }
        if (note.version() != version) {
            throw new Problem("note_changed", 409);
        }
        Said said = said(me, held, html);
        if (said.html.equals(note.html())) {
            return note;
        }
        Instant now = clock.instant();
        table.edit(me.projectId(), noteId, said.html, said.text, now);
        mention(me, held, noteId, said, now);
        return tell(me, held, noteId, guests(note));
    }

    /** @throws Problem {@code not_found}, {@code forbidden} */
    @Transactional
    public void remove(CurrentMember me, UUID conversationId, UUID noteId) {
        Reached held = hold(me, conversationId);
        NoteQuery.Note note = standing(me, held, noteId);
        if (!note.mayRemove()) {
            throw Problem.forbidden();
        }
        table.remove(me.projectId(), noteId, me.memberId(), clock.instant());
        history.note(
                held.projectId(),
                held.conversationId(),
                me.memberId(),
                "note_removed",
                note.by().id(),
                null);
        tell(me, held, noteId, guests(note));
    }

    private Reached hold(CurrentMember me, UUID conversationId) {
        return reach.hold(me.projectId(), me.memberId(), conversationId)
                .orElseThrow(Problem::notFound);
    }

    /** The conversation is held: nobody else changes its notes meanwhile. */
    private NoteQuery.Note standing(CurrentMember me, Reached held, UUID noteId) {
        return query.find(held, me.memberId(), noteId)
                .filter(note -> note.removed() == null)
                .orElseThrow(Problem::notFound);
    }

    /** What a note says, with the names of those it mentions. */
    private record Said(String html, String text, List<MentionQuery.Mentionable> mentioned) {}

    private Said said(CurrentMember me, Reached held, @Nullable String given) {
        if (given != null && given.length() > LONGEST_HTML) {
            throw tooLong();
        }
        String html = given == null ? "" : given.replace("\0", "");
        Set<UUID> ids = NoteHtml.mentioned(html);
        List<MentionQuery.Mentionable> mentioned = people.find(held, ids);
        if (mentioned.size() < ids.size()) {
            throw new Problem("member_gone", 409);
        }
        Map<UUID, String> names = new LinkedHashMap<>();
        mentioned.forEach(one -> names.put(one.id(), one.name()));
        String clean = NoteHtml.clean(html, names);
        String text = PlainText.of(clean).strip();
        if (text.isEmpty()) {
            throw new Problem("note_empty", 400);
        }
        if (text.length() > LONGEST_TEXT) {
            throw tooLong();
        }
        return new Said(
                clean,
                text,
                mentioned.stream().filter(one -> !one.id().equals(me.memberId())).toList());
    }

    private static Problem tooLong() {
        return new Problem("note_too_long", 413, Map.of("most", LONGEST_TEXT));
    }

    private void mention(CurrentMember me, Reached held, UUID noteId, Said said, Instant now) {
        Set<UUID> ids = new HashSet<>();
        said.mentioned.forEach(one -> ids.add(one.id()));
        Set<UUID> fresh = table.mention(held.projectId(), noteId, ids, now);
        // Whoever was named before and lost the conversation since does not get it back by the way.
        letIn(me, held, said.mentioned.stream().filter(one -> fresh.contains(one.id())).toList());
        if (!fresh.isEmpty()) {
            listeners
                    .orderedStream()
                    .forEach(listener ->
                            listener.mentioned(
                                    held.projectId(),
                                    held.conversationId(),
                                    noteId,
                                    me.memberId(),
                                    fresh));
        }
    }

    /** A guest is never let in by a mention: whom from outside the team to let in is decided by itself, not on the way. */
    private void letIn(CurrentMember me, Reached held, List<MentionQuery.Mentionable> mentioned) {
        List<MentionQuery.Mentionable> outside =
                mentioned.stream().filter(one -> !one.reaches()).toList();
        List<String> refused =
                outside.stream()
                        .filter(one -> one.guest() || !held.mayShare())
                        .map(MentionQuery.Mentionable::name)
                        .toList();
        if (!refused.isEmpty()) {
            throw new Problem(
                    "mention_cannot_let_in", 403, Map.of("names", String.join(", ", refused)));
        }
        if (outside.isEmpty()) {
            return;
        }
        List<UUID> ids = outside.stream().map(MentionQuery.Mentionable::id).toList();
        access.give(me, held.conversationId(), ids, "read", null, false);
    }

    private static Set<UUID> guests(NoteQuery.Note note) {
        Set<UUID> guests = new HashSet<>();
        note.mentions().stream()
                .filter(NoteQuery.Mentioned::guest)
                .forEach(guest -> guests.add(guest.id()));
        return guests;
    }

    private NoteQuery.Note tell(CurrentMember me, Reached held, UUID noteId, Set<UUID> before) {
        NoteQuery.Note note = query.find(held, me.memberId(), noteId).orElseThrow();
        Set<UUID> addressed = new HashSet<>(before);
        addressed.addAll(guests(note));
        addressed.add(note.by().id());
        live.publish(event(held, null));
        addressed.forEach(guest -> live.publish(event(held, guest)));
        return note;
    }

    private static LiveEvent event(Reached held, @Nullable UUID to) {
        return new LiveEvent(
                held.projectId(), "note", held.accountId(), held.conversationId(), to, Map.of());
    }
}

package pl.rozmowa.teamwork;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import pl.rozmowa.conversation.ConversationState;
import pl.rozmowa.conversation.Page;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/** What members do with a conversation as a team. */
@RestController
@RequestMapping("/api/conversations/{id}")
class TeamworkApi {

    private final ChangeState state;
    private final AssignMembers assigning;
    private final TagConversation tagging;
    private final ArchiveForMe archiving;
    private final HistoryQuery history;

    TeamworkApi(
            ChangeState state,
            AssignMembers assigning,
            TagConversation tagging,
            ArchiveForMe archiving,
            HistoryQuery history) {
        this.state = state;
        this.assigning = assigning;
        this.tagging = tagging;
        this.archiving = archiving;
        this.history = history;
    }

    /** {@code until}: only with {@code snoozed}; an instant (ISO 8601), null for "until a reply". */
    record State(@Nullable String state, @Nullable String until) {}

    /** {@code memberId}: null takes the responsibility from whoever has it. */
    record Assignee(@Nullable UUID memberId) {}

    record TagSet(@Nullable List<@Nullable UUID> tagIds) {}

    record Archived(boolean archived) {}

    @PutMapping("/state")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void state(CurrentMember me, @PathVariable UUID id, @RequestBody State wanted) {
        state.change(me, id, word(wanted.state()), moment(wanted.until()));
    }

    @PutMapping("/assignee")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void assign(CurrentMember me, @PathVariable UUID id, @RequestBody Assignee wanted) {
        assigning.assign(me, id, wanted.memberId());
    }

    @PutMapping("/members/{member}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void add(CurrentMember me, @PathVariable UUID id, @PathVariable UUID member) {
        assigning.add(me, id, member);
    }

    @DeleteMapping("/members/{member}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentMember me, @PathVariable UUID id, @PathVariable UUID member) {
        assigning.remove(me, id, member);
    }

    @PutMapping("/tags")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void tags(CurrentMember me, @PathVariable UUID id, @RequestBody TagSet wanted) {
        List<@Nullable UUID> tags = wanted.tagIds();
        if (tags == null || tags.contains(null)) {
            throw Problem.invalid("tagIds");
        }
        tagging.tag(me, id, List.copyOf(tags));
    }

    @PutMapping("/archived")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void archive(CurrentMember me, @PathVariable UUID id, @RequestBody Archived wanted) {
        archiving.archive(me, id, wanted.archived());
    }

    /** Newest first. */
    @GetMapping("/history")
    Page<HistoryQuery.Line> history(
            CurrentMember me,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor) {
        return history.page(me.projectId(), me.memberId(), id, cursor);
    }

    private static ConversationState word(@Nullable String word) {
        try {
            return ConversationState.of(word == null ? "" : word);
        } catch (IllegalArgumentException unknown) {
            throw Problem.invalid("state").because(unknown);
        }
    }

    private static @Nullable Instant moment(@Nullable String until) {
        try {
            return until == null ? null : Instant.parse(until);
        } catch (DateTimeParseException nonsense) {
            throw Problem.invalid("until").because(nonsense);
        }
    }
}

package pl.rozmowa.team;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import pl.rozmowa.platform.Problem;

/** The project and the people in it. */
@RestController
@RequestMapping("/api")
class MembersApi {

    private final MemberTable members;
    private final ChangeMembers change;
    private final NameProject nameProject;

    MembersApi(MemberTable members, ChangeMembers change, NameProject nameProject) {
        this.members = members;
        this.change = change;
        this.nameProject = nameProject;
    }

    record Item(
            UUID id,
            String name,
            String email,
            Role role,
            Instant joinedAt,
            @Nullable Instant leftAt) {}

    record Items(List<Item> items) {}

    record Legacies(List<Handover.Legacy> items) {}

    record RoleChange(@Nullable String role) {}

    record ProjectChange(@Nullable String name) {}

    /** A guest learns only about themselves: who else belongs to the project was not shared with them. */
    @GetMapping("/members")
    Items members(CurrentMember who) {
        return new Items(
                members.all(who.projectId()).stream()
                        .filter(member ->
                                who.role() != Role.GUEST || member.id().equals(who.memberId()))
                        .map(member ->
                                new Item(
                                        member.id(),
                                        member.name(),
                                        member.email(),
                                        member.role(),
                                        member.joinedAt(),
                                        member.leftAt()))
                        .toList());
    }

    @PatchMapping("/members/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveRole(CurrentMember who, @PathVariable UUID id, @RequestBody RoleChange form) {
        allowToSee(who, id);
        change.giveRole(who, id, Fields.role(form.role()));
    }

    @DeleteMapping("/members/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            CurrentMember who,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID mailboxesTo,
            @RequestParam(required = false) @Nullable UUID workTo) {
        allowToSee(who, id);
        change.remove(who, id, mailboxesTo, workTo);
    }

    /** What the member would leave behind. */
    @GetMapping("/members/{id}/handover")
    Legacies legacy(CurrentMember who, @PathVariable UUID id) {
        allowToSee(who, id);
        return new Legacies(change.legacy(who, id));
    }

    @PatchMapping("/project")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rename(CurrentMember who, @RequestBody ProjectChange form) {
        nameProject.rename(who, Fields.name(form.name(), "name"));
    }

    private static void allowToSee(CurrentMember who, UUID memberId) {
        if (who.role() == Role.GUEST && !memberId.equals(who.memberId())) {
            throw Problem.notFound();
        }
    }
}

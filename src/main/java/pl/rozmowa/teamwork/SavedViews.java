package pl.rozmowa.teamwork;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.rozmowa.conversation.ListSections;
import pl.rozmowa.platform.Ids;
import pl.rozmowa.platform.LiveEvent;
import pl.rozmowa.platform.LiveUpdates;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;
import pl.rozmowa.team.Role;

/** A view only says what to ask the list for; what it shows is the list's to decide for whoever looks. */
@Component
class SavedViews {

    private static final int MOST = 50;

    private final SavedViewTable views;
    private final LiveUpdates live;

    SavedViews(SavedViewTable views, LiveUpdates live) {
        this.views = views;
        this.live = live;
    }

    List<SavedViewTable.View> all(CurrentMember me) {
        return views.of(me.projectId(), me.memberId(), me.role() != Role.GUEST);
    }

    /** @throws Problem {@code invalid_input}, {@code forbidden} for a guest's shared one, {@code too_many_views} */
    @Transactional
    public SavedViewTable.View add(CurrentMember me, ViewsApi.Form form) {
        String section = form.section() == null ? "inbox" : form.section();
        if (!ListSections.isOne(section)) {
            throw Problem.invalid("section");
        }
        SavedViewTable.View view =
                new SavedViewTable.View(
                        Ids.next(),
                        Names.of(form.name()),
                        shared(me, Boolean.TRUE.equals(form.shared())),
                        true,
                        section,
                        form.accountId(),
                        form.tagId(),
                        Boolean.TRUE.equals(form.unread()));
        if (views.count(me.projectId(), me.memberId()) >= MOST) {
            throw new Problem("too_many_views", 409, Map.of("limit", MOST));
        }
        if (!views.add(me.projectId(), me.memberId(), view)) {
            throw Problem.invalid(form.accountId() == null ? "tagId" : "accountId");
        }
        tell(me);
        return view;
    }

    /** What is null stays as it is. */
    @Transactional
    public void change(CurrentMember me, UUID id, @Nullable String name, @Nullable Boolean shared) {
        own(me, id);
        views.change(
                me.projectId(),
                id,
                name == null ? null : Names.of(name),
                shared == null ? null : shared(me, shared));
        tell(me);
    }

    @Transactional
    public void remove(CurrentMember me, UUID id) {
        own(me, id);
        views.remove(me.projectId(), id);
        tell(me);
    }

    /** One's own; owners and admins also tidy up among the shared ones. */
    private void own(CurrentMember me, UUID id) {
        Optional<SavedViewTable.View> view =
                all(me).stream().filter(one -> one.id().equals(id)).findFirst();
        boolean mine = view.orElseThrow(Problem::notFound).mine();
        if (!mine && !me.role().managesMembers()) {
            throw Problem.forbidden();
        }
    }

    private static boolean shared(CurrentMember me, boolean shared) {
        if (shared && me.role() == Role.GUEST) {
            throw Problem.forbidden();
        }
        return shared;
    }

    private void tell(CurrentMember me) {
        live.publish(new LiveEvent(me.projectId(), "views", null, null, null, Map.of()));
    }
}
